using System.Text;

namespace Isorhythm.Latent;

/// <summary>Reads rows of comma-separated values (RFC 4180): fields in quotes may hold commas, line ends and doubled quotes. Empty lines are no rows.</summary>
internal static class Csv
{
    /// <summary>The rows, each with the line that it begins on, from 1.</summary>
    /// <exception cref="FormatException">While going through: a quote is never closed, or the text is none.</exception>
    internal static IEnumerable<(int Line, string[] Fields)> Rows(TextReader text)
    {
        var row = new Row();
        for (var next = text.Read(); next >= 0; next = text.Read())
        {
            if (row.IsQuoted)
            {
                row.AddQuoted((char)next, text);
            }
            else if (next == '\n')
            {
                if (row.Take() is { } fields)
                {
                    yield return (row.Line, fields);
                }

                row.NextLine();
            }
            else
            {
                row.Add((char)next, text.Peek());
            }
        }

        if (row.IsQuoted)
        {
            throw new FormatException($"a quote that opens in line {row.Line} is never closed");
        }

        if (row.Take() is { } last)
        {
            yield return (row.Line, last);
        }
    }

    /// <summary>The row that is being read.</summary>
    private sealed class Row
    {
        private readonly List<string> fields = [];
        private readonly StringBuilder field = new();
        private bool isAny;
        private int linesWithin;

        internal int Line { get; private set; } = 1;

        internal bool IsQuoted { get; private set; }

        /// <summary>A character between quotes.</summary>
        internal void AddQuoted(char next, TextReader text)
        {
            if (next != '"')
            {
                linesWithin += next == '\n' ? 1 : 0;
                field.Append(next);
            }
            else if (text.Peek() == '"')
            {
                field.Append((char)text.Read());
            }
            else
            {
                IsQuoted = false;
            }
        }

        /// <summary>A character outside quotes; a quote within a field is one as any.</summary>
        internal void Add(char next, int afterIt)
        {
            if (next == '\0')
            {
                throw new FormatException($"line {Line} is no text");
            }

            if (next == ',')
            {
                EndField();
            }
            else if (next == '"' && field.Length == 0)
            {
                IsQuoted = true;
            }
            else if (next != '\r' || afterIt != '\n')
            {
                field.Append(next);
            }

            isAny |= next != '\r';
        }

        /// <summary>The fields; null where the line was empty.</summary>
        internal string[]? Take()
        {
            EndField();
            string[] taken = [.. fields];
            fields.Clear();
            return isAny ? taken : null;
        }

        internal void NextLine() => (Line, linesWithin, isAny) = (Line + 1 + linesWithin, 0, false);

        private void EndField()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }
}
