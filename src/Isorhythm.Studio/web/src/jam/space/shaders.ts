/** A strip that always faces the eye, its edges softer than its middle, cut where the ribbon has not grown to yet. */
export const ribbonVertex = `
attribute vec3 before;
attribute vec3 after;
attribute float side;
attribute float along;
attribute float bright;
uniform float aspect;
uniform float width;
varying float vSide;
varying float vAlong;
varying float vBright;
void main() {
  mat4 view = projectionMatrix * modelViewMatrix;
  vec4 here = view * vec4(position, 1.0);
  vec4 from = view * vec4(before, 1.0);
  vec4 to = view * vec4(after, 1.0);
  vec2 way = (to.xy / to.w - from.xy / from.w) * vec2(aspect, 1.0);
  vec2 across = dot(way, way) > 1e-12 ? normalize(vec2(-way.y, way.x)) : vec2(0.0, 1.0);
  here.xy += across * side * width * (0.45 + 0.55 * bright) / vec2(aspect, 1.0);
  gl_Position = here;
  vSide = side;
  vAlong = along;
  vBright = bright;
}`;

export const ribbonFragment = `
uniform vec3 colour;
uniform float head;
varying float vSide;
varying float vAlong;
varying float vBright;
void main() {
  if (vAlong > head) discard;
  float near = 1.0 - abs(vSide);
  float halo = near * near * 0.4;
  float core = smoothstep(0.62, 0.9, near);
  gl_FragColor = vec4(mix(colour, vec3(1.0), core * 0.35 * vBright) * (halo + core) * vBright, 1.0);
}`;

export const beadVertex = `
attribute float size;
attribute float along;
attribute float bright;
uniform float head;
uniform float scale;
uniform float last;
uniform float pulse;
varying float vBright;
void main() {
  vec4 seen = modelViewMatrix * vec4(position, 1.0);
  float lit = along >= last ? 1.0 + 0.35 * pulse : 1.0;
  float shown = along <= head + 0.02 ? 1.0 : 0.0;
  gl_Position = projectionMatrix * seen;
  gl_PointSize = shown * lit * scale * (0.07 + 0.16 * size) * (0.5 + 0.5 * bright) / -seen.z;
  vBright = bright;
}`;

export const beadFragment = `
uniform vec3 colour;
varying float vBright;
void main() {
  float far = length(gl_PointCoord - 0.5) * 2.0;
  float core = smoothstep(0.3, 0.2, far);
  float white = smoothstep(0.2, 0.02, far);
  float halo = pow(max(0.0, 1.0 - far), 2.6) * 0.4;
  gl_FragColor = vec4((colour * (core * 0.9 + halo) + white * 0.6) * vBright, 1.0);
}`;

export const cloudVertex = `
uniform float scale;
varying float vNear;
void main() {
  vec4 seen = modelViewMatrix * vec4(position, 1.0);
  gl_Position = projectionMatrix * seen;
  gl_PointSize = max(1.6, scale * 0.011 / -seen.z);
  vNear = clamp(1.0 - (-seen.z - 2.0) / 3.2, 0.12, 1.0);
}`;

export const cloudFragment = `
varying float vNear;
void main() {
  float far = length(gl_PointCoord - 0.5) * 2.0;
  gl_FragColor = vec4(vec3(0.36, 0.44, 0.52) * vNear * 0.85 * smoothstep(1.0, 0.4, far), 1.0);
}`;
