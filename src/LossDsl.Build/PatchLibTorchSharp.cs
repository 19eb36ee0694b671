using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace LossDsl.Build;

/// <summary>
/// An MSBuild task that replaces TorchSharp's native library in the output by a patched copy if the system's C++ library is too
/// old for it (<see cref="LibstdcxxPatch"/>). If <see cref="Patch"/> is empty it only warns. The original in the package cache is
/// never changed.
/// </summary>
public sealed class PatchLibTorchSharp : Microsoft.Build.Utilities.Task
{
    private const string Help = "https://github.com/lossdsl/lossdsl/blob/main/docs/older-linux.md";

    /// <summary>The items of TorchSharp's native library that are copied to the output.</summary>
    [Required]
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>
    /// <c>true</c> patches if the C++ library is too old, <c>always</c> patches unconditionally, and empty only warns.
    /// </summary>
    public string Patch { get; set; } = "";

    /// <summary>The folder for patched copies.</summary>
    [Required]
    public string Folder { get; set; } = "";

    /// <summary>The path of the C++ library that the program will run with; empty for that of this system.</summary>
    public string Libstdcxx { get; set; } = "";

    /// <summary>The items of <see cref="Files"/> that are replaced.</summary>
    [Output]
    public ITaskItem[] Replaced { get; private set; } = [];

    /// <summary>The patched copies, with the metadata of the items that they replace.</summary>
    [Output]
    public ITaskItem[] Copies { get; private set; } = [];

    /// <summary>Patches or warns. Never fails the build.</summary>
    public override bool Execute()
    {
        var old = Is("always") ? "the C++ library of older Linux systems" : OldLibstdcxx();
        if (old is null)
        {
            return true;
        }

        var copies = Array.ConvertAll(Files, library => Process(library, old));
        Replaced = [.. Files.Where((_, i) => copies[i] is not null)];
        Copies = [.. copies.OfType<ITaskItem>()];
        return true;
    }

    private bool Is(string patch) => string.Equals(Patch, patch, StringComparison.OrdinalIgnoreCase);

    // The path of the system's C++ library if it is too old; otherwise null.
    private string? OldLibstdcxx()
    {
        if (Libstdcxx.Length > 0 && !File.Exists(Libstdcxx))
        {
            Warn("LDSL0003", $"LossDslLibstdcxx names {Libstdcxx}, which does not exist. Whether TorchSharp will load was not checked");
            return null;
        }

        var library = Libstdcxx.Length > 0 ? Libstdcxx : SystemLibstdcxx.Find();
        return library is null || SystemLibstdcxx.Defines(library, LibstdcxxPatch.Version) ? null : library;
    }

    private ITaskItem? Process(ITaskItem library, string old)
    {
        var original = library.ItemSpec;
        try
        {
            using var file = File.OpenRead(original);
            if (!LibstdcxxPatch.IsNeededBy(file))
            {
                return null;
            }

            if (!Is("true") && !Is("always"))
            {
                Warn("LDSL0001", $"TorchSharp will not load on this system: its native library needs {LibstdcxxPatch.Version}, "
                    + $"which {old} does not have. <LossDslPatchLibTorchSharp>true</LossDslPatchLibTorchSharp> puts a copy "
                    + "without that dependency into the output; false silences this warning");
                return null;
            }

            file.Position = 0;
            var changes = LibstdcxxPatch.Find(file);
            var (copy, isNew) = PatchedCopy.Write(original, changes, Folder);
            Log.LogMessage(isNew ? MessageImportance.High : MessageImportance.Low,
                $"{copy}: a copy of TorchSharp's native library with {changes.Count} bytes changed, because {old} "
                + $"lacks {LibstdcxxPatch.Version} (LossDslPatchLibTorchSharp, see {Help})");
            var item = new TaskItem(copy);
            library.CopyMetadataTo(item);
            return item;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Warn("LDSL0002", $"TorchSharp will not load where {LibstdcxxPatch.Version} is missing: its native library "
                + $"{original} was not patched, because {e.Message}. Nothing was changed");
            return null;
        }
    }

    private void Warn(string code, string message) =>
        Log.LogWarning(subcategory: null, code, helpKeyword: null, Help, file: null, 0, 0, 0, 0, message);
}
