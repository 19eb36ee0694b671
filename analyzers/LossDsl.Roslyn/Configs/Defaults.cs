using Microsoft.CodeAnalysis;

namespace LossDsl.Roslyn.Configs;

/// <summary>LDSL1022: the default values of a config must be legal. An initializer with an illegal value is LDSL3001.</summary>
internal static class Defaults
{
    private const string Id = "LDSL1022";

    /// <summary>Reports default values that are illegal by themselves or contradict each other.</summary>
    public static void Check(IReadOnlyList<DeclaredSetting> settings, DiagnosticBag diagnostics)
    {
        var defaults = settings.Select(setting => DefaultReader.Read(setting.Property, diagnostics.Type)).ToList();
        var isSound = new bool[settings.Count];
        for (var i = 0; i < settings.Count; i++)
        {
            var (property, field) = (settings[i].Property, settings[i].Field);
            isSound[i] = defaults[i].IsKnown && !property.IsRequired && (defaults[i].Value is null || field.Validate(defaults[i].Value) is null);
            if (defaults[i] is { IsKnown: true, IsImplicit: true, Value: { } value } && !property.IsRequired && field.Validate(value) is { } problem)
                diagnostics.AddWarning(
                    Id,
                    property,
                    location: null,
                    $"{property.Name} {problem}, but it has no initializer: make it required, or give it a legal default");
        }

        for (var i = 0; i < settings.Count; i++)
        {
            for (var j = 0; j < settings[i].Field.Rules.Count; j++)
            {
                var (rule, other) = (settings[i].Field.Rules[j], settings.ToList().FindIndex(setting => setting.Property.Is(settings[i].OtherSettings[j])));
                if (!rule.HasValue
                    && other >= 0 && isSound[i] && isSound[other]
                    && rule.Validate(At(i), At(other)) is { } problem)
                    diagnostics.AddWarning(
                        Id,
                        settings[i].Property,
                        location: null,
                        $"{settings[i].Property.Name} {problem}, by default: change one of the defaults, or make one of the settings required");
            }
        }

        Setting At(int i) => new(settings[i].Property.Name, defaults[i].Value, settings[i].Field.SetWhen);
    }
}
