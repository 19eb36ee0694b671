using System.CommandLine;
using System.CommandLine.Parsing;

namespace LossDsl.Cli;

/// <summary>Finds what is wrong with a command line, the likeliest slip first.</summary>
internal static class CommandLineError
{
    /// <summary>What is wrong, without a period; null where nothing is.</summary>
    /// <param name="parsed">The command line.</param>
    public static string? Describe(ParseResult parsed) =>
        UnknownOption(parsed) ?? Unmatched(parsed) ?? parsed.Errors.FirstOrDefault()?.Message.TrimEnd('.', ' ');

    // The parser takes an option that it does not know for a value; a file of such a name can be written as ./--name.
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
