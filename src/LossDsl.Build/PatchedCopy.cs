namespace LossDsl.Build;

/// <summary>Writes patched copies of files.</summary>
internal static class PatchedCopy
{
    /// <summary>
    /// Writes <paramref name="original"/> with <paramref name="changes"/> to <paramref name="folder"/> and returns the path. An
    /// up-to-date copy is left untouched, so that incremental builds do not copy it again.
    /// </summary>
    public static (string Path, bool IsNew) Write(string original, IEnumerable<BytePatch> changes, string folder)
    {
        var bytes = File.ReadAllBytes(original);
        foreach (var change in changes)
        {
            bytes[change.Offset] = change.Value;
        }

        var copy = Path.Combine(folder, Path.GetFileName(original));
        return IsUpToDate(copy, bytes) ? (copy, false) : (Replace(copy, bytes), true);
    }

    // Projects that build in parallel share the folder: the file is replaced atomically.
    private static string Replace(string copy, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(copy));
        var partial = $"{copy}.{Guid.NewGuid():N}";
        File.WriteAllBytes(partial, bytes);
        try
        {
            File.Delete(copy);
            File.Move(partial, copy);
        }
        catch (IOException) when (IsUpToDate(copy, bytes))
        {
            File.Delete(partial);
        }

        return copy;
    }

    private static bool IsUpToDate(string copy, byte[] bytes) => File.Exists(copy) && File.ReadAllBytes(copy).SequenceEqual(bytes);
}
