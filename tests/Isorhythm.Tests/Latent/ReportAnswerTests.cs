using Isorhythm.Latent;

namespace Isorhythm.Tests;

public sealed class ReportAnswerTests
{
    [Fact]
    public void The_conclusion_says_whether_it_remembers_invents_and_glides()
    {
        Assert.Equal(
            "It remembers well (81% of the notes of music that it has not heard), invents rather than copies (2% of what it makes up was there before), and glides from phrase to phrase.",
            Conclusion.Of(Report(recall: 0.81, copies: 0.02, held: 0.01, over: 2)));
        Assert.Equal(
            "It remembers nearly everything (99% of the notes of the music that it was measured on), copies (40% of what it makes up was there before), and jumps from phrase to phrase.",
            Conclusion.Of(Report(recall: 0.99, copies: 0.4, held: null, over: 7) with { IsUnheard = false }));
    }

    [Fact]
    public void Copies_that_unheard_music_has_too_are_no_copying()
    {
        Assert.Contains("invents rather than copies (30%", Conclusion.Of(Report(0.8, copies: 0.3, held: 0.28, over: 2)), StringComparison.Ordinal);
        Assert.Contains("copies (30%", Conclusion.Of(Report(0.8, copies: 0.3, held: 0.1, over: 2)), StringComparison.Ordinal);
        Assert.EndsWith(": it invents.", Answer(Report(0.8, copies: 0.3, held: 0.28, over: 2), "novelty"), StringComparison.Ordinal);
        Assert.EndsWith(": it copies.", Answer(Report(0.8, copies: 0.4, held: 0.1, over: 2), "novelty"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_says_little_does_not_pass_for_an_inventor()
    {
        var dull = Report(0.8, copies: 0, held: 0, over: 1, different: 0.1);
        Assert.Contains("the same few phrases again and again", Conclusion.Of(dull), StringComparison.Ordinal);
        Assert.Contains("only 10% of them differ", Answer(dull, "novelty"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_measured_is_not_spoken_of()
    {
        var nothing = new ReportDocument("m", "d", [new("prior", "", new OrderedDictionary<string, Estimate>(), [])]) { Training = "Healthy: it plays." };
        Assert.Equal("Healthy: it plays.", Conclusion.Of(nothing));
        Assert.Equal("", Answer(nothing, "prior"));
    }

    [Fact]
    public void Every_protocol_has_a_question_of_its_own()
    {
        var questions = Evaluator.Protocols.Select(name => Meaning.Of(Report(0.5, 0, 0, 1), new(name, "", new OrderedDictionary<string, Estimate>(), [])).Question).ToArray();
        Assert.All(questions, question => Assert.EndsWith("?", question, StringComparison.Ordinal));
        Assert.Equal(questions.Length, questions.Distinct().Count());
    }

    [Fact]
    public void Knobs_are_named_by_how_surely_they_turn()
    {
        var metrics = new OrderedDictionary<string, Estimate>
        {
            ["density"] = One(0.8), ["density.change"] = One(0.7), ["velocity"] = One(-0.1), ["velocity.change"] = One(0), ["density.add.density"] = One(50),
        };
        Assert.Equal("Turned surely: density (0.800); not turned: velocity (−0.100).", Meaning.Of(Report(0.5, 0, 0, 1), new("attributes", "", metrics, [])).Answer);
    }

    private static string Answer(ReportDocument report, string protocol) => Meaning.Of(report, report.Protocols.Single(one => one.Name == protocol)).Answer;

    private static ReportDocument Report(double recall, double copies, double? held, double over, double different = 1)
    {
        var novelty = new OrderedDictionary<string, Estimate> { ["copyShare"] = One(copies), ["differentShare"] = One(different) };
        if (held is { } share)
        {
            novelty["copyShareHeldOut"] = One(share);
        }

        return new("m", "d",
        [
            new("reconstruction", "", new OrderedDictionary<string, Estimate> { ["onsetF1"] = One(recall), ["onsetF1Copy"] = One(0.5) }, []),
            new("novelty", "", novelty, []),
            new("smoothness", "", new OrderedDictionary<string, Estimate> { ["medianMaxHamming"] = One(4), ["maxOverEven"] = One(over) }, []),
        ]);
    }

    private static Estimate One(double value) => new(value, value, value, 40);
}
