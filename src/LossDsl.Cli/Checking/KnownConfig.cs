using LossDsl.Runtime;

namespace LossDsl.Cli.Checking;

/// <summary>A config type that <c>lossdsl check</c> supports.</summary>
/// <param name="Name">The name of the type.</param>
/// <param name="RequiredKeys">The number of required keys.</param>
/// <param name="Check">Validates a section of a file.</param>
internal sealed record KnownConfig(string Name, int RequiredKeys, Func<string, string?, IReadOnlyList<ConfigViolation>> Check)
{
    /// <summary>All config types of the library.</summary>
    public static IReadOnlyList<KnownConfig> All { get; } = 
    [
        Create<ClippedPGLossConfig>(), Create<DPOLossConfig>(), Create<PolicyGradientLossConfig>(), Create<RolloutCorrectionConfig>(), Create<ValueLossConfig>(),
    ];

    private static KnownConfig Create<T>()
        where T : class, ILossConfig<T> => new(T.Schema.Name, T.Schema.Fields.Count(field => field.IsRequired), Violations<T>);

    private static IReadOnlyList<ConfigViolation> Violations<T>(string path, string? section)
        where T : class, ILossConfig<T>
    {
        try
        {
            LossConfig.FromFile<T>(path, section);
            return [];
        }
        catch (LossConfigException e)
        {
            return e.Violations;
        }
        catch (ArgumentException e) when (e.ParamName == "path")
        {
            throw new UsageException($"{path}: has an unsupported extension; expected .json, .yaml or .yml", e);
        }
    }
}
