namespace LossDsl.Cli.Tests.Training;

/// <summary>Words for tests: two or three syllables each.</summary>
internal static class TestWords
{
    private static readonly string[] Syllables = ["ba", "de", "fi", "go", "lu", "mar", "ne", "pol", "ri", "tan"];

    public static string[] Create(int count)
    {
        var two = Syllables.SelectMany(first => Syllables.Select(second => first + second));
        var three = two.SelectMany(start => Syllables.Select(last => start + last));
        return [.. two.Concat(three).Take(count)];
    }
}
