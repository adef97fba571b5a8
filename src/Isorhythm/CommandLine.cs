using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Isorhythm.Cli;

/// <summary>From the words typed to an exit code. Whatever goes wrong becomes one line on standard error.</summary>
internal static class CommandLine
{
    internal static int Run(RootCommand root, string rootExample, string[] words)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExample((HelpAction)help.Action!, rootExample);
        try
        {
            // A file may be called @name or -xyz: no response files, no bundled short options.
            var parsed = root.Parse(words, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
            RefuseWrongQuestion(parsed);
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception failure)
        {
            return Report(failure);
        }
    }

    private static void RefuseWrongQuestion(ParseResult parsed)
    {
        if (parsed.Action is not ParseErrorAction && UnknownOption(parsed) is null)
        {
            return;
        }

        var path = string.Join(' ', VerbPath(parsed.CommandResult));
        var what = UnknownOption(parsed) is { } option ? $"There is no option '{option}'" : FirstError(parsed);
        throw new AskedWronglyException($"{what} (see {path} --help).");
    }

    // The parser takes an unknown "--jsno" for a file wherever files may stand.
    private static string? UnknownOption(ParseResult parsed) =>
        parsed.Action is HelpWithExample
            ? null
            : parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
                .Where(token => token.Type == TokenType.Argument && token.Value is ['-', not ('.' or (>= '0' and <= '9')), ..])
                .Select(token => token.Value)
                .FirstOrDefault();

    private static string FirstError(ParseResult parsed)
    {
        var verbs = string.Join(", ", parsed.CommandResult.Command.Subcommands.Select(verb => verb.Name));
        return (verbs, parsed.UnmatchedTokens) switch
        {
            ("", _) => parsed.Errors[0].Message.TrimEnd('.'),
            (_, [var unknown, ..]) => $"There is no command '{unknown}', only {verbs}",
            _ => $"Say what to do: {verbs}",
        };
    }

    private static IEnumerable<string> VerbPath(CommandResult result) =>
        (result.Parent is CommandResult parent ? VerbPath(parent) : [])
        .Append(result.Command is RootCommand ? "isorhythm" : result.Command.Name);

    private static int Report(Exception failure)
    {
        if (failure is not OperationCanceledException)
        {
            Terminal.Say("isorhythm: " + Sentence(failure));
        }

        if (Environment.GetEnvironmentVariable("ISORHYTHM_DEBUG") == "1")
        {
            Console.Error.WriteLine(failure);
        }

        return failure switch
        {
            OperationCanceledException => ExitCode.Interrupted,
            AskedWronglyException => ExitCode.AskedWrongly,
            _ => ExitCode.Failed,
        };
    }

    private static string Sentence(Exception failure) => failure switch
    {
        AskedWronglyException or Latent.IsorhythmException => failure.Message,
        AggregateException { InnerExceptions: [var only] } => Sentence(only),
        IOException or UnauthorizedAccessException => failure.Message,
        OutOfMemoryException => "There is not enough memory for this: try a smaller corpus, or a smaller model with --set.",
        _ => $"Something unexpected happened ({failure.GetType().Name}: {failure.Message}): "
            + "run it again with ISORHYTHM_DEBUG=1 to see where.",
    };
}
