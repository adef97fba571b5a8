using Isorhythm.Latent;
using Isorhythm.Studio;
using TrainingState = Isorhythm.Studio.TrainingState;

namespace Isorhythm.Tests;

public sealed class FirstStartTests
{
    [Fact]
    public async Task WithNoModelTheStudioAnswersAtOnceAndTrainsTheBuiltInPatterns()
    {
        using var folder = new TemporaryFolder();
        var ended = new TaskCompletionSource<TrainingView>();
        var heard = new List<TrainingView>();
        await using (var studio = await StartAsync(folder, heard, ended))
        {
            using var http = new HttpClient { BaseAddress = studio.Address };
            Assert.True((await http.JsonAsync("/api/state")).GetProperty("firstStart").GetBoolean());

            var end = await ended.Task.WaitAsync(TimeSpan.FromSeconds(60));

            Assert.True(end.State == TrainingState.Done, end.Sentence);
            Assert.Equal(TrainingState.Running, heard[0].State);
            var state = await http.JsonAsync("/api/state");
            Assert.False(state.GetProperty("firstStart").GetBoolean());
            var model = Assert.Single(state.GetProperty("models").EnumerateArray());
            Assert.True(model.GetProperty("phrases").GetInt32() >= 200);
        }

        heard.Clear();
        await using var second = await StartAsync(folder, heard, new());
        Assert.Empty(heard);
    }

    [Fact]
    public async Task EndedInTheMiddleOfTheFirstTrainingTheNextStartBeginsAgain()
    {
        using var folder = new TemporaryFolder();
        var options = new StudioOptions(folder.PathOf("models"), Port: 0) { ShippedFolder = null, Training = new TrainingOptions(Steps: 1_000_000) };
        var learning = new TaskCompletionSource();
        await using (await StudioHost.StartAsync(options, new Listener(view =>
        {
            if (view.Step > 0)
            {
                learning.TrySetResult();
            }
        })))
        {
            await learning.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }

        Assert.False(Directory.Exists(Path.Combine(options.ModelsFolder, "built-in")));
    }

    private static Task<StudioHost> StartAsync(TemporaryFolder folder, List<TrainingView> heard, TaskCompletionSource<TrainingView> ended) =>
        StudioHost.StartAsync(
            new StudioOptions(folder.PathOf("models"), Port: 0) { ShippedFolder = null, Training = new TrainingOptions(Steps: 40) },
            new Listener(view =>
            {
                heard.Add(view);
                if (view.State != TrainingState.Running)
                {
                    ended.TrySetResult(view);
                }
            }));

    private sealed class Listener(Action<TrainingView> hear) : IProgress<TrainingView>
    {
        public void Report(TrainingView value) => hear(value);
    }
}
