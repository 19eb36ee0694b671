namespace LossDsl.Goldens.Files;

/// <summary>A file of recorded cases: JSON lines, optionally gzipped. It is read case by case.</summary>
internal static class GoldenFile
{
    /// <summary>The cases of a file; each is disposed before the next one is read.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UsageException">A line is not a case, or there are no lines; the message has file and line.</exception>
    public static IEnumerable<GoldenCase> Read(string path)
    {
        if (Directory.Exists(path))
            throw new UsageException($"{path} is a folder; name the files in it, such as {Path.Combine(path, "*.jsonl")}");

        using var lines = new StreamReader(Open(path));
        var (number, cases) = (0, 0);
        while (Line(lines, path, number) is { } line)
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

    /// <summary>Reads a gzipped file to its end, since the checksum is after the cases.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="UsageException">The file is damaged; the message says how and where.</exception>
    public static void VerifyIntegrity(string path)
    {
        if (Directory.Exists(path))
            return;
        using var file = Open(path);
        // A pipe can be read only once, so damage is detected while its cases are read.
        if (file is not VerifyingGzipStream { IsRepeatable: true })
            return;
        using var lines = new StreamReader(file);
        var number = 0;
        while (Line(lines, path, number) is not null)
            number++;
    }

    private static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) || BeginsAsGzip(file) ? new VerifyingGzipStream(file) : file;
    }

    // Detected by content, since a gzip file with another extension would be reported as invalid JSON.
    private static bool BeginsAsGzip(FileStream file)
    {
        if (!file.CanSeek)
            return false;
        var begins = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return begins;
    }

    private static string? Line(StreamReader lines, string path, int before)
    {
        try
        {
            return lines.ReadLine();
        }
        catch (CorruptFileException error)
        {
            var readable = before switch { 0 => "no line can be read", 1 => "one line can be read", _ => $"{before} lines can be read" };
            throw new UsageException($"{path} is damaged: {error.Message}; {readable}", error);
        }
    }
}
