using System.IO.Compression;

namespace LossDsl.Goldens.Files;

/// <summary>A file of recorded cases: JSON lines, plain or gzipped. It is read case by case, however long it is.</summary>
internal static class GoldenFile
{
    /// <summary>The cases of a file; each is disposed before the next one is read.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UsageException">A line is not a case, or there is none; the message names file and line.</exception>
    public static IEnumerable<GoldenCase> Read(string path)
    {
        if (Directory.Exists(path))
            throw new UsageException($"{path} is a folder; name the files in it, such as {Path.Combine(path, "*.jsonl")}");

        using var lines = new StreamReader(Open(path));
        var (number, cases) = (0, 0);
        while (Line(lines, path) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            using var golden = GoldenCase.Parse(line, $"{path}({number})");
            cases++;
            yield return golden;
        }

        if (cases == 0)
            throw new UsageException($"{path} has no case in it");
    }

    private static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        return path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static string? Line(StreamReader lines, string path)
    {
        try
        {
            return lines.ReadLine();
        }
        catch (InvalidDataException error)
        {
            throw new UsageException($"{path} is not a gzip file, or is damaged: {error.Message}", error);
        }
    }
}
