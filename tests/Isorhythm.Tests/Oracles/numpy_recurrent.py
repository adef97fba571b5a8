"""What TensorFlow's and Keras's recurrent layers compute, in plain numpy and float64, from their documented equations; and what PyTorch's do.

Run with a Python that has numpy:  python3 numpy_recurrent.py ../Golden/numpy
TensorFlow itself cannot be had where this was made, so the equations were taken from its documentation (tf.compat.v1.nn.rnn_cell.LSTMCell,
tf.keras.layers.LSTM, tf.keras.layers.GRU): gate orders, the forget bias that the first adds while running, the GRU's reset after the product.
"""
import json
import struct
import sys

import numpy as np

T, B, INPUTS, UNITS = 4, 2, 3, 5


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def tensorflow_lstm(x, draw):
    kernel, bias = draw(INPUTS + UNITS, 4 * UNITS), draw(4 * UNITS)
    h = c = np.zeros((B, UNITS))
    outputs = []
    for step in x:
        i, j, f, o = np.split(np.concatenate([step, h], 1) @ kernel + bias, 4, 1)
        c = sigmoid(f + 1.0) * c + sigmoid(i) * np.tanh(j)
        h = sigmoid(o) * np.tanh(c)
        outputs.append(h)
    return {"kernel": kernel, "bias": bias}, outputs


def keras_lstm(x, draw):
    kernel, recurrent, bias = draw(INPUTS, 4 * UNITS), draw(UNITS, 4 * UNITS), draw(4 * UNITS)
    h = c = np.zeros((B, UNITS))
    outputs = []
    for step in x:
        i, f, g, o = np.split(step @ kernel + h @ recurrent + bias, 4, 1)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        outputs.append(h)
    return {"kernel": kernel, "recurrent_kernel": recurrent, "bias": bias}, outputs


def keras_gru(x, draw):
    kernel, recurrent, bias = draw(INPUTS, 3 * UNITS), draw(UNITS, 3 * UNITS), draw(2, 3 * UNITS)
    h = np.zeros((B, UNITS))
    outputs = []
    for step in x:
        xz, xr, xh = np.split(step @ kernel + bias[0], 3, 1)
        hz, hr, hh = np.split(h @ recurrent + bias[1], 3, 1)
        z, r = sigmoid(xz + hz), sigmoid(xr + hr)
        h = z * h + (1 - z) * np.tanh(xh + r * hh)
        outputs.append(h)
    return {"kernel": kernel, "recurrent_kernel": recurrent, "bias": bias}, outputs


def pytorch_lstm(x, draw):
    weights = {"weight_ih": draw(4 * UNITS, INPUTS), "weight_hh": draw(4 * UNITS, UNITS), "bias_ih": draw(4 * UNITS), "bias_hh": draw(4 * UNITS)}
    h = c = np.zeros((B, UNITS))
    outputs = []
    for step in x:
        sums = step @ weights["weight_ih"].T + weights["bias_ih"] + h @ weights["weight_hh"].T + weights["bias_hh"]
        i, f, g, o = np.split(sums, 4, 1)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        outputs.append(h)
    return weights, outputs


def pytorch_gru(x, draw):
    weights = {"weight_ih": draw(3 * UNITS, INPUTS), "weight_hh": draw(3 * UNITS, UNITS), "bias_ih": draw(3 * UNITS), "bias_hh": draw(3 * UNITS)}
    h = np.zeros((B, UNITS))
    outputs = []
    for step in x:
        xr, xz, xn = np.split(step @ weights["weight_ih"].T + weights["bias_ih"], 3, 1)
        hr, hz, hn = np.split(h @ weights["weight_hh"].T + weights["bias_hh"], 3, 1)
        r, z = sigmoid(xr + hr), sigmoid(xz + hz)
        h = (1 - z) * np.tanh(xn + r * hn) + z * h
        outputs.append(h)
    return weights, outputs


def write_safetensors(path, tensors):
    header, offset, data = {"__metadata__": {"script": "Oracles/numpy_recurrent.py"}}, 0, b""
    for name, tensor in tensors.items():
        values = np.atleast_2d(tensor).astype("<f4")
        data += values.tobytes()
        header[name] = {"dtype": "F32", "shape": list(values.shape), "data_offsets": [offset, len(data)]}
        offset = len(data)
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


if __name__ == "__main__":
    random = np.random.default_rng(4)

    def draw(*shape):
        # Rounded first, so that float32 holds the very weights that were used.
        return random.normal(0, 0.5, shape).astype("float32").astype("float64")

    for layer in (tensorflow_lstm, keras_lstm, keras_gru, pytorch_lstm, pytorch_gru):
        inputs = draw(T, B, INPUTS)
        weights, outputs = layer(inputs, draw)
        golden = {"inputs": inputs.reshape(T * B, INPUTS), "outputs": np.concatenate(outputs), **weights}
        write_safetensors(f"{sys.argv[1]}/{layer.__name__.replace('_', '-')}.safetensors", golden)
