using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Isorhythm.Cli;

/// <summary>A command of the program, with the example that its help ends with.</summary>
internal sealed class Verb(string name, string description, string example) : Command(name, description)
{
    internal string Example { get; } = example;
}

/// <summary>The usual help, and an example to copy below it.</summary>
internal sealed class HelpWithExample(HelpAction help, string rootExample) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        var example = parseResult.CommandResult.Command is Verb verb ? verb.Example : rootExample;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Example:");
        foreach (var line in example.Split('\n'))
        {
            output.WriteLine("  " + line);
        }

        return ExitCode.Done;
    }
}
