using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Isorhythm.Studio;

/// <summary>The endpoints of the recorded jams: the list, and each as JSON, MIDI and a picture.</summary>
internal static class JamsApi
{
    public static void MapJams(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/jams", List);
        var jam = app.MapGroup("/api/jams/{session}");
        jam.MapGet("/json", Json);
        jam.MapGet("/midi", Midi);
        jam.MapGet("/picture", Picture);
    }

    private static Ok<IReadOnlyList<JamSummary>> List(JamsFolder folder, JamSessions sessions) => TypedResults.Ok<IReadOnlyList<JamSummary>>(
        [.. folder.List().Select(record => JamSummary.Of(record, sessions.IsPlayed(record.Head.Session)))]);

    private static JsonHttpResult<JamExport> Json(string session, JamsFolder folder, HttpResponse response)
    {
        var record = folder.Read(session);
        Named(response, record, ".json");
        return TypedResults.Json(JamExport.Of(record), StudioJson.Default.JamExport);
    }

    private static FileContentHttpResult Midi(string session, JamsFolder folder, ModelLibrary library)
    {
        var record = folder.Read(session);
        return TypedResults.Bytes(JamMidi.Write(record, library.Named(record.Head.Model).OpenGrid().Grid), "audio/midi", FileName(record, ".mid"));
    }

    private static FileContentHttpResult Picture(string session, JamsFolder folder, ModelLibrary library)
    {
        var record = folder.Read(session);
        return TypedResults.Bytes(Encoding.UTF8.GetBytes(JamPicture.Draw(record, Cloud(record, library))), "image/svg+xml", FileName(record, ".svg"));
    }

    // A jam outlives its model, and its picture too.
    private static IReadOnlyList<float[]> Cloud(JamRecord record, ModelLibrary library)
    {
        try
        {
            return JamModel.Of(library.Named(record.Head.Model).OpenGrid()).Cloud;
        }
        catch (RefusedException)
        {
            return [];
        }
    }

    private static string FileName(JamRecord record, string ending) => SafeFileName.From(record.Head.Session, "jam") + ending;

    private static void Named(HttpResponse response, JamRecord record, string ending)
    {
        var name = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue("attachment");
        name.SetHttpFileName(FileName(record, ending));
        response.Headers.ContentDisposition = name.ToString();
    }
}

/// <summary>A recorded jam in the list.</summary>
/// <param name="Session">Its name.</param>
/// <param name="Model">Whose space was played.</param>
/// <param name="Bpm">Quarters a minute.</param>
/// <param name="Bars">Bars of a phrase.</param>
/// <param name="Turns">How many phrases were answered.</param>
/// <param name="Begun">When.</param>
/// <param name="Playing">Somebody plays it or watches it now, through this studio.</param>
internal sealed record JamSummary(string Session, string Model, double Bpm, int Bars, int Turns, DateTimeOffset Begun, bool Playing)
{
    public static JamSummary Of(JamRecord record, bool playing) => new(
        record.Head.Session, record.Head.Model, record.Head.Bpm, record.Head.Bars, record.Count, record.Head.Begun, playing);
}

/// <summary>A recorded jam whole; what its player alone knows is left out.</summary>
/// <param name="Session">Its name.</param>
/// <param name="Model">Whose space was played.</param>
/// <param name="Bpm">Quarters a minute.</param>
/// <param name="Bars">Bars of a phrase.</param>
/// <param name="Seed">Of the stream that the machine's points were drawn from.</param>
/// <param name="Begun">When.</param>
/// <param name="Turns">Everything that was played.</param>
internal sealed record JamExport(string Session, string Model, double Bpm, int Bars, ulong Seed, DateTimeOffset Begun, IReadOnlyList<JamTurn> Turns)
{
    public static JamExport Of(JamRecord record) => new(
        record.Head.Session, record.Head.Model, record.Head.Bpm, record.Head.Bars, record.Head.Seed, record.Head.Begun, [.. record.Turns]);
}
