namespace LossDsl.Cli.Training;

/// <summary>The output folder of a run.</summary>
internal static class RunFolder
{
    /// <summary>The default folder, named by time, so that runs are in chronological order.</summary>
    public static string Default => Path.Combine("runs", $"{DateTime.Now:yyyy-MM-dd-HHmmss}");

    /// <summary>Creates the folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="UsageException">The folder already contains a run.</exception>
    public static void Create(string folder)
    {
        var checkpoint = Checkpoint.GetPath(folder);
        if (File.Exists(checkpoint))
            throw new UsageException(
                $"{folder} already contains a run; resume it with `lossdsl train --resume {folder}`, or choose another folder with --out");
        if (File.Exists(folder))
            throw new UsageException($"{folder} is a file; --out names a folder");
        Directory.CreateDirectory(folder);
    }
}
