namespace LossDsl.Build;

/// <summary>Writes the patched copy of a file.</summary>
internal static class PatchedCopy
{
    /// <summary>
    /// Writes <paramref name="original"/> with <paramref name="changes"/> into <paramref name="folder"/>, and returns its
    /// path. A copy that is up to date stays as it is, so that nothing is copied again for it.
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

    // Other projects may build at the same time and share the folder: they see the whole file or none.
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
