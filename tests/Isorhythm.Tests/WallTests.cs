using System.Reflection;

namespace Isorhythm.Tests;

/// <summary>Which room of the house may see which: the other half is DisableTransitiveProjectReferences in the build.</summary>
public sealed class WallTests
{
    public static TheoryData<string, string> Doors => new()
    {
        { "Isorhythm.Tensors", "" },
        { "Isorhythm.Music", "" },
        { "Isorhythm.Latent", "Isorhythm.Music, Isorhythm.Tensors" },
        { "Isorhythm.Studio", "Isorhythm.Latent, Isorhythm.Music" },
        { "isorhythm", "Isorhythm.Latent, Isorhythm.Music, Isorhythm.Studio" },
    };

    [Theory]
    [MemberData(nameof(Doors))]
    public void AssemblySeesOnlyItsNeighbours(string assembly, string allowed)
    {
        var seen = Assembly.Load(assembly).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith("Isorhythm", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(seen.Except(allowed.Split(", ")));
    }

    [Fact]
    public void LatentShowsNoTensorToItsCallers()
    {
        var latent = Assembly.Load("Isorhythm.Latent");
        var shown = latent.GetExportedTypes()
            .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            .Where(member => SignatureTypes(member).Any(type => type.Assembly.GetName().Name == "Isorhythm.Tensors"))
            .Select(member => $"{member.DeclaringType}.{member.Name}");
        Assert.Empty(shown);
    }

    private static IEnumerable<Type> SignatureTypes(MemberInfo member) => member switch
    {
        MethodBase method => method.GetParameters().Select(parameter => parameter.ParameterType)
            .Append((method as MethodInfo)?.ReturnType ?? typeof(void)).SelectMany(WithArguments),
        PropertyInfo property => WithArguments(property.PropertyType),
        FieldInfo field => WithArguments(field.FieldType),
        _ => [],
    };

    private static IEnumerable<Type> WithArguments(Type type) =>
        (type.GetElementType() is { } element ? WithArguments(element) : [])
        .Concat(type.GetGenericArguments().SelectMany(WithArguments))
        .Append(type);
}
