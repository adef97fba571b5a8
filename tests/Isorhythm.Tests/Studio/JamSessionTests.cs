using Isorhythm.Latent;
using Isorhythm.Studio;
using Microsoft.Extensions.Logging.Abstractions;

namespace Isorhythm.Tests;

/// <summary>The core of the jam, without doors.</summary>
public sealed class JamSessionTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    private const string Token = "a token";
    private static readonly JamNote[] Beat = [new(0, 0), new(24, 1, 90, 0.2), new(48, 0), new(72, 1)];
    private static readonly JamNote[] Other = [new(0, 2), new(12, 2, 60), new(36, 4), new(60, 5, 127, -0.4)];

    private readonly JamModel model = JamModel.Of(GridSpace.Open(Path.Combine(studio.Models, StudioFixture.ModelName)));

    [Fact]
    public void TheSameSessionPlayedAgainGivesTheSame()
    {
        var (first, again, another) = (Play(seed: 7), Play(seed: 7), Play(seed: 8));
        Assert.Equal(first, again);
        Assert.NotEqual(first, another);

        List<string> Play(ulong seed)
        {
            using var jam = new Alone(model, seed);
            jam.Session.Set(jam.Ear, 0.8, 0.5);
            return [.. ((JamNote[][])[Beat, Other, [], Beat]).Select((notes, number) => Text(jam.Answer(number, notes)))];
        }
    }

    [Fact]
    public void WithoutSigmaAndDriftTheMachineStandsWhereThePlayerDoes()
    {
        using var jam = new Alone(model);
        jam.Session.Set(jam.Ear, 0, 0);
        jam.Answer(1, Other);
        var reply = jam.Answer(2, Beat);
        Assert.Equal(reply.Human, reply.Machine);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    [InlineData(-1)]
    public void DriftCarriesThePlayersMovementOnOrHoldsItBack(double drift)
    {
        using var jam = new Alone(model);
        jam.Session.Set(jam.Ear, 0, drift);
        var before = jam.Answer(1, Other);
        Assert.Equal(before.Human, before.Machine);
        var reply = jam.Answer(2, Beat);
        for (var axis = 0; axis < 3; axis++)
        {
            Assert.Equal(drift * (reply.Human[axis] - before.Human[axis]), reply.Machine[axis] - reply.Human[axis], 1e-3);
        }
    }

    [Fact]
    public void OnePhrasePlayedTwiceIsAnsweredTwice()
    {
        using var jam = new Alone(model);
        jam.Session.Set(jam.Ear, 0.5, 0);
        Assert.NotEqual(jam.Answer(1, Beat).Machine, jam.Answer(2, Beat).Machine);
    }

    [Fact]
    public void OfTwoStudiosThatAnswerOnePhraseTheFirstIsHeardByBoth()
    {
        using var ours = new Alone(model, seed: 1);
        using var theirs = new Alone(model, seed: 2);
        var first = Text(theirs.Answer(1, Beat));
        using (var file = JamFile.Open(ours.Path))
        {
            file.ReadNew();
            file.Append(JamFile.ReadAll(theirs.Path).OfType<JamTurn>().Single());
        }

        Assert.Equal(first, Text(ours.Answer(1, Beat)));
        Assert.Single(JamFile.ReadAll(ours.Path).OfType<JamTurn>());
    }

    [Fact]
    public void SigmaSaysHowFarTheMachineGoes()
    {
        Assert.InRange(Mean(0.1), 0.02, 0.4);
        Assert.InRange(Mean(1), 0.2, 4);

        double Mean(double sigma)
        {
            using var jam = new Alone(model);
            jam.Session.Set(jam.Ear, sigma, 0);
            return Enumerable.Range(1, 30).Select(number => jam.Answer(number, Beat)).Average(reply => Math.Abs(reply.Machine[0] - reply.Human[0]));
        }
    }

    [Fact]
    public void APhraseMoreThanMayWaitIsRefusedAndTheOthersAreAnswered()
    {
        using var jam = new Alone(model);
        for (var number = 1; number <= 4; number++)
        {
            jam.Session.Take(jam.Ear, number, Beat, partial: false);
        }

        Assert.Contains("phrase 5", Assert.Throws<RefusedException>(() => jam.Session.Take(jam.Ear, 5, Beat, partial: false)).Message, StringComparison.Ordinal);
        while (jam.Session.AnswerOne(Unexpected))
        {
        }

        Assert.Equal([1, 2, 3, 4], Enumerable.Range(1, 4).Select(_ => jam.Ear.Next<JamReply>().Number));
    }

    [Fact]
    public void TheWholePhraseTakesThePlaceOfTheUnfinishedOneThatWaits()
    {
        using var jam = new Alone(model);
        jam.Session.Take(jam.Ear, 1, Beat[..1], partial: true);
        Assert.False(jam.Session.Take(jam.Ear, 1, Beat, partial: false));
        Assert.False(jam.Session.AnswerOne(Unexpected));
        Assert.False(jam.Ear.Next<JamReply>().Partial);
    }

    [Fact]
    public void AFailureIsASentenceAndTheNextPhraseIsAnswered()
    {
        using var jam = new Alone(model);
        var failures = new List<Exception>();
        jam.BreakFile();
        jam.Session.Take(jam.Ear, 1, Beat, partial: false);
        jam.Session.AnswerOne(failures.Add);
        Assert.Single(failures);
        Assert.Contains("Phrase 1 could not be answered", jam.Ear.Next<JamError>().Message, StringComparison.Ordinal);
        jam.Session.Take(jam.Ear, 2, Beat, partial: true);
        jam.Session.AnswerOne(Unexpected);
        Assert.True(jam.Ear.Next<JamReply>().Partial);
    }

    [Fact]
    public async Task SessionsTakeTurnsHoweverManyPhrasesOneHas()
    {
        using var folder = new TemporaryFolder();
        using var sessions = Sessions(folder, new JamLimits { Threads = 1 });
        var (busy, calm) = (new JamEar(), new JamEar());
        var order = new Shared(busy, calm);
        var (busySession, calmSession) = (sessions.Join(Join("busy"), order.First), sessions.Join(Join("calm"), order.Second));
        for (var number = 1; number <= 4; number++)
        {
            if (busySession.Take(order.First, number, Beat, partial: false))
            {
                sessions.Answer(busySession);
            }
        }

        Assert.True(calmSession.Take(order.Second, 1, Beat, partial: false));
        sessions.Answer(calmSession);
        await sessions.StartAsync(CancellationToken.None);
        for (var i = 0; i < 4; i++)
        {
            busy.Next<JamReply>();
        }

        await sessions.StopAsync(CancellationToken.None);
        Assert.Equal("busy calm busy busy busy", string.Join(' ', order.Replies));
    }

    [Fact]
    public async Task ASessionThatNobodyIsInLeavesMemoryAndComesBackFromTheDisk()
    {
        using var folder = new TemporaryFolder();
        using var sessions = Sessions(folder, new JamLimits { Sessions = 1, Idle = TimeSpan.FromMilliseconds(20) });
        await sessions.StartAsync(CancellationToken.None);
        var (first, second) = (new JamEar(), new JamEar());
        var session = sessions.Join(Join("one"), first);
        var token = first.Next<JamJoined>().Token;
        session.Take(first, 1, Beat, partial: false);
        sessions.Answer(session);
        var reply = first.Next<JamReply>();

        Assert.Contains("try again later", Assert.Throws<RefusedException>(() => sessions.Join(Join("two"), second)).Message, StringComparison.Ordinal);
        session.Leave(first);
        sessions.Join(Join("two"), second).Leave(second);
        Assert.NotSame(session, sessions.Join(Join("one") with { Token = token }, first));
        Assert.Equal(reply.Notes, Assert.Single(first.Next<JamJoined>().Turns).Reply);
        await sessions.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task ASpectatorWhoDoesNotTakeAnswersIsCutAndHoldsNobodyUp()
    {
        using var folder = new TemporaryFolder();
        var limits = new JamLimits { Answers = 3 };
        using var sessions = Sessions(folder, limits);
        await sessions.StartAsync(CancellationToken.None);
        var cut = new TaskCompletionSource();
        await using var slow = new JamConnection(
            sessions, limits, (_, stop) => Task.Delay(Timeout.Infinite, stop), () => cut.TrySetResult(), NullLogger<JamConnection>.Instance);
        slow.Start();
        var player = new JamEar();
        var session = sessions.Join(Join("slow"), player);
        player.Next<JamJoined>();
        slow.Say(() => new JamMessage("join", "slow", Watch: true));
        for (var number = 1; number <= 10 || !cut.Task.IsCompleted; number++)
        {
            session.Take(player, number, Beat, partial: false);
            sessions.Answer(session);
            player.Next<JamReply>();
        }

        await cut.Task;
        await sessions.StopAsync(CancellationToken.None);
    }

    private static string Text(JamReply reply) =>
        string.Join(' ', reply.Notes) + string.Join(' ', reply.Human) + string.Join(' ', reply.Machine);

    private static JamMessage Join(string session) => new("join", session, StudioFixture.ModelName, 120, 2);

    private static void Unexpected(Exception failure) => Assert.Fail(failure.ToString());

    private JamSessions Sessions(TemporaryFolder folder, JamLimits limits)
    {
        var options = new StudioOptions(studio.Models, JamsFolder: folder.PathOf("jams")) { JamLimits = limits, ShippedFolder = null };
        return new JamSessions(new JamsFolder(options), new ModelLibrary(options), options, NullLogger<JamSessions>.Instance);
    }

    // A session with a player and a file of its own, and no threads.
    private sealed class Alone : IDisposable
    {
        private readonly TemporaryFolder folder = new();
        private readonly JamFile file;

        public Alone(JamModel model, ulong seed = 1)
        {
            var head = new JamHead("alone", StudioFixture.ModelName, 120, 2, seed, JamSession.HashOf(Token), DateTimeOffset.UtcNow);
            file = JamFile.Open(Path);
            file.Append(head);
            Session = new JamSession(JamRecord.Of([head])!, file, model, new JamLimits());
            Assert.True(Session.Play(Token, Ear));
            Ear.Next<JamJoined>();
        }

        public string Path => folder.PathOf("alone.jsonl");

        public JamSession Session { get; }

        public JamEar Ear { get; } = new();

        public JamReply Answer(int number, JamNote[] notes)
        {
            Session.Take(Ear, number, notes, partial: false);
            Session.AnswerOne(Unexpected);
            return Ear.Next<JamReply>();
        }

        public void BreakFile() => file.Dispose();

        public void Dispose()
        {
            Session.Dispose();
            folder.Dispose();
        }
    }

    // Notes who of two was answered when.
    private sealed class Shared(JamEar busy, JamEar calm)
    {
        public List<string> Replies { get; } = [];

        public IJamListener First => first ??= new Ear(this, "busy", busy);

        public IJamListener Second => second ??= new Ear(this, "calm", calm);

        private IJamListener? first;
        private IJamListener? second;

        private sealed class Ear(Shared shared, string name, JamEar ear) : IJamListener
        {
            public void Hear(JamAnswer answer)
            {
                if (answer is JamReply)
                {
                    shared.Replies.Add(name);
                    ear.Hear(answer);
                }
            }
        }
    }
}
