namespace LossDsl.Cli.Training;

/// <summary>The folder in which a run leaves its files.</summary>
internal static class RunFolder
{
    /// <summary>The folder of a run that is given no name: by the time, so that runs stand in order.</summary>
    public static string Default => Path.Combine("runs", $"{DateTime.Now:yyyy-MM-dd-HHmmss}");

    /// <summary>Makes the folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="UsageException">A run is in it.</exception>
    public static void Create(string folder)
    {
        var checkpoint = Checkpoint.GetPath(folder);
        if (File.Exists(checkpoint))
            throw new UsageException(
                $"{folder} already holds a run; `lossdsl train --resume {folder}` goes on with it, --out names another folder");
        if (File.Exists(folder))
            throw new UsageException($"{folder} is a file; --out names a folder");
        Directory.CreateDirectory(folder);
    }
}
