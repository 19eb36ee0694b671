using System.Text;
using System.Text.RegularExpressions;

namespace LossDsl.Cli.Training;

/// <summary>Reads a text file with one example per line.</summary>
internal static class CorpusFile
{
    // With fewer examples, the held-out fifth is too small to be meaningful.
    private const int MinExamples = 20;

    /// <summary>The distinct lines of a file that are usable as examples.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <param name="longest">The maximum number of characters of an example.</param>
    /// <param name="pattern">A regular expression that must match a whole example; null for none.</param>
    /// <exception cref="UsageException">The file cannot be read, or has too few examples.</exception>
    public static string[] Read(string path, int longest, string? pattern)
    {
        var lines = Lines(path).Select(line => line.Trim()).Where(line => line.Length > 0).Distinct().ToArray();
        var fits = Matcher(pattern);
        var examples = lines.Where(line => line.EnumerateRunes().Count() <= longest && fits(line)).ToArray();
        if (examples.Length >= MinExamples)
            return examples;

        var which = pattern is null ? "" : $" and match {pattern}";
        throw new UsageException(
            lines.Length == 0
                ? $"{path} has no text; training needs a line per example"
                : $"{path} has {examples.Length} distinct lines that are at most {longest} characters long{which}; "
                    + $"training needs at least {MinExamples} (--max-length allows longer ones)");
    }

    private static Func<string, bool> Matcher(string? pattern)
    {
        if (pattern is null)
            return _ => true;
        try
        {
            return new Regex($"^(?:{pattern})$", RegexOptions.CultureInvariant).IsMatch;
        }
        catch (ArgumentException error)
        {
            throw new UsageException($"--pattern: {error.Message}", error);
        }
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            var way = path == TrainDefaults.Dictionary ? "`apt-get install wamerican` brings it, or " : "";
            throw new UsageException($"{path} does not exist; {way}--data names a text file with a line per example", error);
        }
        catch (UnauthorizedAccessException error) when (Directory.Exists(path))
        {
            throw new UsageException($"{path} is a directory; --data names a text file with a line per example", error);
        }
        catch (DecoderFallbackException error)
        {
            throw new UsageException($"{path} is not text in UTF-8", error);
        }
    }
}
