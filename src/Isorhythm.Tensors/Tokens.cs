namespace Isorhythm.Tensors;

/// <summary>
/// Whole numbers, one a row, each of which stands for a row of 0 with one 1; <see cref="None"/> stands for a row of zeros, and as a target for a
/// row that does not count. It is a view of a tape's memory, and dead after <see cref="Tape.Reset"/>.
/// </summary>
public readonly unsafe struct Tokens
{
    /// <summary>No token: a row of zeros.</summary>
    public const int None = -1;

    internal Tokens(int* data, int rows)
    {
        Data = data;
        Rows = rows;
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>The token of a row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public int this[int row]
    {
        get => Data[CheckRow(row)];
        set => Data[CheckRow(row)] = value;
    }

    internal int* Data { get; }

    internal Span<int> Span => new(Data, Rows);

    /// <summary><paramref name="count"/> rows from <paramref name="first"/> on, over the same memory.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are no such rows.</exception>
    public Tokens Slice(int first, int count)
    {
        if (first < 0 || count < 0 || first > Rows - count)
        {
            throw new ArgumentOutOfRangeException(nameof(first), $"Rows {first}..{first + count} do not lie in {Rows} tokens.");
        }

        return new Tokens(Data + first, count);
    }

    /// <summary>Sets every row.</summary>
    public void Fill(int token) => Span.Fill(token);

    /// <summary>Copies all tokens in.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void CopyFrom(ReadOnlySpan<int> tokens)
    {
        CheckLength(tokens.Length);
        tokens.CopyTo(Span);
    }

    /// <summary>Copies all tokens in.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void CopyFrom(ReadOnlySpan<ushort> tokens)
    {
        CheckLength(tokens.Length);
        for (int row = 0; row < Rows; row++)
        {
            Data[row] = tokens[row];
        }
    }

    /// <summary>Copies the tokens of other rows in.</summary>
    /// <exception cref="ArgumentException">The numbers of rows differ.</exception>
    public void CopyFrom(Tokens other) => CopyFrom(other.Span);

    /// <summary>All tokens as a new array.</summary>
    public int[] ToArray() => Span.ToArray();

    /// <summary>Throws where a token is not <see cref="None"/> or below <paramref name="vocabulary"/>.</summary>
    internal void CheckBelow(int vocabulary) => Check(Span, vocabulary);

    /// <summary>The same for tokens that lie elsewhere.</summary>
    internal static void Check(ReadOnlySpan<int> tokens, int vocabulary)
    {
        foreach (int token in tokens)
        {
            if (token < None || token >= vocabulary)
            {
                throw new ArgumentException($"Token {token} does not lie in a vocabulary of {vocabulary}.", nameof(vocabulary));
            }
        }
    }

    private int CheckRow(int row) => (uint)row < (uint)Rows ? row : throw new ArgumentOutOfRangeException(nameof(row), $"There is no row {row} in {Rows} tokens.");

    private void CheckLength(int length)
    {
        if (length != Rows)
        {
            throw new ArgumentException($"{length} tokens do not fit into {Rows} rows.", nameof(length));
        }
    }
}
