namespace LossDsl.Hostile.Tests.Draws;

/// <summary>A drawn config file.</summary>
/// <param name="Lines">The keys and values.</param>
/// <param name="IsYaml">Whether the file is YAML instead of JSON.</param>
internal sealed record ConfigCase((string Key, SettingText Value)[] Lines, bool IsYaml)
{
    public string Text => IsYaml
        ? string.Concat(Lines.Select(line => $"{line.Key}: {line.Value.Text}\n"))
        : $"{{{string.Join(",\n", Lines.Select(line => $"\"{line.Key}\": {line.Value.Text}"))}}}";

    /// <summary>Draws a file for some settings of a config.</summary>
    public static ConfigCase Generate(IReadOnlyList<ConfigField> fields, Random random)
    {
        var isYaml = random.Next(2) == 0;
        var texts = isYaml ? SettingText.Yaml : SettingText.Json;
        var oddness = random.Next(3) * 0.1;
        var lines = fields.Where(_ => random.Next(60) > 0).Select(field => (field.Key, Value(field))).ToList();
        if (random.Next(20) == 0 && lines.Count > 0)
            lines.Add((lines[random.Next(lines.Count)].Key, texts[0]));
        if (random.Next(20) == 0)
            lines.Add((fields[0].Key[1..], texts[0]));
        return new ConfigCase([.. lines], isYaml);

        SettingText Value(ConfigField field)
        {
            if (random.NextDouble() < oddness)
                return texts[random.Next(texts.Length)];
            return field.Type == typeof(bool) ? random.Next(2) == 0 ? new("true", true) : new("false", false)
                : random.Next(2) == 0 ? new("1.5e0", 1.5) : new("0.5", 0.5);
        }
    }

    /// <summary>Simpler files: shorter ones, and ones with fewer unusual values.</summary>
    public IEnumerable<ConfigCase> Simpler() => Enumerable.Range(0, Lines.Length).SelectMany(at => new[]
    {
        this with { Lines = [.. Lines[..at], .. Lines[(at + 1)..]] },
        this with { Lines = [.. Lines[..at], (Lines[at].Key, new SettingText("0.5", 0.5)), .. Lines[(at + 1)..]] },
    }).Where(simpler => simpler.Lines.Length > 0 && !simpler.Lines.SequenceEqual(Lines));

    /// <inheritdoc/>
    public override string ToString() => $"\n{Text}\n";
}
