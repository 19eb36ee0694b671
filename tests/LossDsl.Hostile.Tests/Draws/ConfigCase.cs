namespace LossDsl.Hostile.Tests.Draws;

/// <summary>A drawn config file.</summary>
/// <param name="Lines">The keys and values.</param>
/// <param name="IsYaml">Whether the file is YAML instead of JSON.</param>
internal sealed record ConfigCase((string Key, SettingText Value)[] Lines, bool IsYaml)
{
    public string Text => IsYaml
        ? string.Concat(Lines.Select(line => $"{line.Key}: {line.Value.Text}\n"))
        : $"{{{string.Join(",\n", Lines.Select(line => $"\"{line.Key}\": {line.Value.Text}"))}}}";

    /// <summary>Generates a file with some of the optional settings and nearly all required ones.</summary>
    /// <param name="fields">The fields of the config.</param>
    /// <param name="names">The named values of enums and texts, by key.</param>
    /// <param name="random">The random number generator.</param>
    public static ConfigCase Generate(
        IReadOnlyList<ConfigField> fields, IReadOnlyDictionary<string, SettingText[]> names, Random random)
    {
        var isYaml = random.Next(2) == 0;
        var texts = isYaml ? SettingText.Yaml : SettingText.Json;
        var oddness = random.Next(3) * 0.1;
        var optional = fields.Count(field => !field.IsRequired);
        var lines = fields.Where(field => field.IsRequired ? random.Next(60) > 0 : random.Next(optional) < 3).Select(field => (field.Key, Value(field))).ToList();
        // An empty file is not a mapping.
        if (lines.Count == 0)
            lines.Add((fields[0].Key, Value(fields[0])));
        if (random.Next(20) == 0)
            lines.Add((lines[random.Next(lines.Count)].Key, texts[0]));
        if (random.Next(20) == 0)
            lines.Add((fields[0].Key[1..], texts[0]));
        return new ConfigCase([.. lines], isYaml);

        SettingText Value(ConfigField field)
        {
            if (random.NextDouble() < oddness)
                return texts[random.Next(texts.Length)];
            if (names.TryGetValue(field.Key, out var values))
            {
                var name = values[random.Next(values.Length)];
                return isYaml ? name : name with { Text = $"\"{name.Text}\"" };
            }

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
