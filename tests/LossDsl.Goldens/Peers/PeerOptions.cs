using LossDsl.Goldens.Files;

namespace LossDsl.Goldens.Peers;

/// <summary>Options of another library. Null and absent are the same.</summary>
/// <param name="node">Where they stand.</param>
internal sealed class PeerOptions(GoldenNode node)
{
    /// <summary>A number; nothing where there is none.</summary>
    public double? Number(string name) => node.Find(name)?.Number();

    /// <summary>A number with a default.</summary>
    public double Number(string name, double byDefault) => Number(name) ?? byDefault;

    /// <summary>A flag; false where there is none.</summary>
    public bool Flag(string name, bool byDefault = false) => node.Find(name)?.Bool() ?? byDefault;

    /// <summary>A text; nothing where there is none.</summary>
    public string? Text(string name) => node.Find(name)?.String();

    /// <summary>What stands there as it is written, a number or a text.</summary>
    public string? Raw(string name) => node.Find(name)?.Text.Trim('"');

    /// <summary>A section; nothing where there is none.</summary>
    public PeerOptions? Section(string name) => node.Find(name) is { } section ? new PeerOptions(section) : null;

    /// <summary>A list of sections.</summary>
    public PeerOptions[] Sections(string name) => node.Find(name) is { } list ? [.. list.List().Select(entry => new PeerOptions(entry))] : [];

    /// <summary>A list of texts.</summary>
    public string[]? StringCollectives(string name) => node.Find(name) is { } list ? [.. list.List().Select(entry => entry.String())] : null;

    /// <summary>A list of numbers.</summary>
    public double[]? Numbers(string name) => node.Find(name)?.Numbers();

    /// <summary>A list of ranges, each by its two ends.</summary>
    public IEnumerable<long[]> Ranges(string name) =>
        node.Find(name) is { } list ? list.List().Select(range => Array.ConvertAll(range.Numbers(), end => (long)end)) : [];
}
