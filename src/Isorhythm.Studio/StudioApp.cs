using System.Net;
using Isorhythm.Latent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Isorhythm.Studio;

/// <summary>What the studio consists of, and what it answers to.</summary>
internal static class StudioApp
{
    // An address can hold a code of 512 numbers.
    private const int LongestAddress = 32 << 10;

    public static WebApplication Build(StudioOptions options, IProgress<TrainingView>? watcher)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders()
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .SetMinimumLevel(LogLevel.Warning)
            // Why it could not start is one sentence for people, which the caller of StartAsync prints.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.WebHost.ConfigureKestrel(server => Listen(server, options));
        AddParts(builder.Services, options, watcher);

        var app = builder.Build();
        app.UseRefusals();
        SameOrigin.Use(app, options);
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UsePage();

        app.MapState();
        app.MapModels();
        app.MapImports();
        app.MapFind();
        app.MapTrainings();
        app.MapEvaluations();
        app.MapExports();
        app.MapOsc();
        app.MapLink();
        app.MapJams();
        JamSocket.Map(app);
        app.MapHub<StudioHub>(StudioHub.Path, hub => hub.Transports = HttpTransportType.WebSockets);
        return app;
    }

    private static void Listen(KestrelServerOptions server, StudioOptions options)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = BodyLimit.Usual;
        server.Limits.MaxRequestLineSize = LongestAddress;
        server.Listen(AddressOf(options.Bind), options.Port, listen => listen.Protocols = HttpProtocols.Http1);
    }

    private static IPAddress AddressOf(string bind) =>
        bind == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(bind, out var address) ? address
        : throw new IsorhythmException($"\"{bind}\" is no address to listen on: give an IP address of this machine, or 0.0.0.0 for all of them.");

    private static void AddParts(IServiceCollection services, StudioOptions options, IProgress<TrainingView>? watcher)
    {
        services.AddSingleton(options);
        services.AddSingleton<ModelLibrary>();
        services.AddSingleton<ImportShelf>();
        services.AddSingleton<ExportsFolder>();
        services.AddHostedService<ExportsWatch>();
        services.AddSingleton<StudioNews>();
        services.AddSingleton(parts => new Trainings(
            parts.GetRequiredService<ModelLibrary>(),
            parts.GetRequiredService<JamSessions>(),
            parts.GetRequiredService<StudioNews>(),
            options,
            watcher,
            parts.GetRequiredService<ILogger<Trainings>>()));
        services.AddHostedService(parts => parts.GetRequiredService<Trainings>());
        services.AddSingleton<ReportsFolder>();
        services.AddSingleton<Evaluations>();
        services.AddHostedService(parts => parts.GetRequiredService<Evaluations>());
        services.AddSingleton<OscLink>();
        services.AddHostedService(parts => parts.GetRequiredService<OscLink>());
        services.AddSingleton<LinkService>();
        services.AddHostedService(parts => parts.GetRequiredService<LinkService>());
        services.AddSingleton<JamsFolder>();
        services.AddSingleton<JamHub>();
        services.AddSingleton<JamSessions>();
        services.AddHostedService(parts => parts.GetRequiredService<JamSessions>());
        services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = JamLimits.MessageBytes;
            // A stage sees within seconds that a line is dead.
            hub.KeepAliveInterval = TimeSpan.FromSeconds(2);
        }).AddJsonProtocol(json => json.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, StudioJson.Default));
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, StudioJson.Default);
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
        });
        // Thrown, a request that cannot be read gets its sentence like every other failure.
        services.Configure<RouteHandlerOptions>(route => route.ThrowOnBadRequest = true);
        services.AddResponseCompression(compression => compression.Providers.Add<BrotliCompressionProvider>());
    }
}
