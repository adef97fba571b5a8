using Isorhythm.Latent;

namespace Isorhythm.Tests;

public sealed class CsvTests
{
    [Theory]
    [InlineData("a,b\nc,d", "a|b / c|d")]
    [InlineData("a,b\r\nc,d\r\n", "a|b / c|d")]
    [InlineData("\"a, the first\",b", "a, the first|b")]
    [InlineData("\"say \"\"hi\"\"\",\"\"", "say \"hi\"|")]
    [InlineData("\"two\r\nlines\",b\nc,d", "two\r\nlines|b / c|d")]
    [InlineData("a,,\n,b,", "a|| / |b|")]
    [InlineData("\n\r\na,b\n\n", "a|b")]
    [InlineData("12\" mix,b", "12\" mix|b")]
    [InlineData("", "")]
    public void Rows_are_those_of_RFC_4180(string text, string rows) =>
        Assert.Equal(rows, string.Join(" / ", Csv.Rows(new StringReader(text)).Select(row => string.Join('|', row.Fields))));

    [Fact]
    public void Rows_know_their_line_behind_line_ends_in_quotes() =>
        Assert.Equal([1, 4, 6], Csv.Rows(new StringReader("\"a\n\nb\",c\nd,e\n\nf,g")).Select(row => row.Line));

    [Theory]
    [InlineData("a,b\n\"c,d\ne", "a quote that opens in line 2 is never closed")]
    [InlineData("a,b\n\0,d", "line 2 is no text")]
    public void What_is_no_CSV_is_told_with_its_line(string text, string why) =>
        Assert.Equal(why, Assert.Throws<FormatException>(() => Csv.Rows(new StringReader(text)).Count()).Message);
}
