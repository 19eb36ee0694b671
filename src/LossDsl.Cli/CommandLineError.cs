using System.CommandLine;
using System.CommandLine.Parsing;

namespace LossDsl.Cli;

/// <summary>Describes the errors of a command line, the most likely cause first.</summary>
internal static class CommandLineError
{
    /// <summary>The error, without a period; null if there is none.</summary>
    /// <param name="parsed">The parsed command line.</param>
    public static string? Describe(ParseResult parsed) =>
        UnknownOption(parsed) ?? Unmatched(parsed) ?? parsed.Errors.FirstOrDefault()?.Message.TrimEnd('.', ' ');

    // The parser treats an unknown option as an argument. A file with such a name can be written as ./--name.
    private static string? UnknownOption(ParseResult parsed)
    {
        var unknown = parsed.Tokens
            .TakeWhile(token => token.Type != TokenType.DoubleDash)
            .FirstOrDefault(token => token.Type == TokenType.Argument && IsOptionLike(token.Value));
        if (unknown is null)
            return null;
        var known = parsed.CommandResult.Command.Options.Select(option => option.Name);
        return $"unknown option '{unknown.Value}'{Suggestion.For(unknown.Value, known)}";
    }

    private static string? Unmatched(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens.FirstOrDefault() is not { } word)
            return null;
        var verbs = parsed.CommandResult.Command.Subcommands.Select(command => command.Name).ToList();
        return verbs.Count > 0 ? $"unknown verb '{word}'{Suggestion.For(word, verbs)}" : $"unexpected argument '{word}'";
    }

    private static bool IsOptionLike(string word) =>
        word.TrimStart('-') is { Length: > 0 } name && name.Length < word.Length && char.IsLetter(name[0]);
}
