using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isorhythm.Studio;

/// <summary>Every type that the studio reads or writes as JSON, bound at compile time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(StateView))]
[JsonSerializable(typeof(TrainingView))]
[JsonSerializable(typeof(MapView))]
[JsonSerializable(typeof(NotesView))]
[JsonSerializable(typeof(ContoursView))]
[JsonSerializable(typeof(FlatnessView))]
[JsonSerializable(typeof(IReadOnlyList<AxisView>))]
[JsonSerializable(typeof(EncodeRequest))]
[JsonSerializable(typeof(EncodeView))]
[JsonSerializable(typeof(ImportView))]
[JsonSerializable(typeof(TrainingRequest))]
[JsonSerializable(typeof(TrainingStarted))]
[JsonSerializable(typeof(ExportRequest))]
[JsonSerializable(typeof(ExportView))]
[JsonSerializable(typeof(ExportsView))]
[JsonSerializable(typeof(OscOrder))]
[JsonSerializable(typeof(OscEvent))]
[JsonSerializable(typeof(OscView))]
[JsonSerializable(typeof(ErrorView))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JamMessage))]
[JsonSerializable(typeof(JamJoined))]
[JsonSerializable(typeof(JamReply))]
[JsonSerializable(typeof(JamTurnView))]
[JsonSerializable(typeof(JamError))]
[JsonSerializable(typeof(JamLineType))]
[JsonSerializable(typeof(JamHead))]
[JsonSerializable(typeof(JamSet))]
[JsonSerializable(typeof(JamTurn))]
[JsonSerializable(typeof(IReadOnlyList<JamSummary>))]
[JsonSerializable(typeof(JamExport))]
internal sealed partial class StudioJson : JsonSerializerContext;
