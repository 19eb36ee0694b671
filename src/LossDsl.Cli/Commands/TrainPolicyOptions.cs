using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using LossDsl.Cli.Training;
using LossDsl.Runtime;

namespace LossDsl.Cli.Commands;

/// <summary>
/// The options that configure the policy loss of a run: keys of <see cref="PolicyGradientLossConfig"/>, whose schema gives their values
/// and descriptions, and a config file for all other keys.
/// </summary>
internal sealed class TrainPolicyOptions
{
    private static readonly string[] Keys =
    [
        "objective", "ratio_level", "ratio_lower_bound", "ratio_upper_bound", "trust_region", "correction_level", "correction_upper_bound",
        "reduction", "reduction_length", "reference_policy_kl_penalty", "reference_policy_kl_type", "kl_gradient",
    ];

    private readonly Option<string?>[] _settings;

    private readonly Option<string?> _file = new("--loss-config")
    {
        Description = "GRPO: config file of the policy loss, .json, .yaml or .yml, which replaces the trainer's settings. Other options override single keys.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _section = new("--loss-section")
    {
        Description = "GRPO: path to the keys in that file: loss_fn, grpo.loss_fn. Default: the whole file.",
        HelpName = "PATH",
    };

    /// <summary>Makes the options.</summary>
    public TrainPolicyOptions()
    {
        var properties = JsonNode.Parse(PolicyGradientLossConfig.JsonSchema())!["properties"]!;
        _settings = [.. Keys.Select(key => Create(PolicyGradientLossConfig.Schema.Fields.Single(field => field.Key == key), properties[key]!))];
    }

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [.. _settings, _file, _section];

    /// <summary>The config of the policy loss as JSON; null if no option is given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="UsageException">The config is not valid, or needs a tensor that the trainer does not have.</exception>
    /// <exception cref="LossConfigException">The config file is not valid.</exception>
    public string? GetPolicyLoss(ParseResult parsed)
    {
        var given = Keys.Zip(_settings, (key, option) => (Key: key, Text: parsed.GetValue(option)))
            .Where(setting => setting.Text is not null)
            .ToDictionary(setting => setting.Key, setting => setting.Text!);
        var file = parsed.GetValue(_file);
        if (file is null && parsed.GetValue(_section) is not null)
            throw new UsageException("--loss-section is a part of a file; --loss-config names the file");
        if (file is null && given.Count == 0)
            return null;

        var config = file is null
            ? AddClip(Override(Own, given), given)
            : Override(Read(file, parsed.GetValue(_section)), given);
        if (config.UsePolicyWeights)
            throw new UsageException("use_policy_weights is true, but the trainer computes no policy_weights");
        if (config.UseEntropyWeights)
            throw new UsageException("use_entropy_weights is true, but the trainer computes no entropy_weights");
        return config.ToJson();
    }

    // The default settings of the trainer without the bounds of the ratio, which some objectives do not have.
    private static PolicyGradientLossConfig Own => new() { ReferencePolicyKlPenalty = TrainDefaults.ReferencePolicyKlPenalty };

    private static PolicyGradientLossConfig AddClip(PolicyGradientLossConfig config, Dictionary<string, string> given)
    {
        var bound = PolicyGradientLossConfig.Schema.Fields.Single(field => field.Property == nameof(config.RatioUpperBound));
        var isForbidden = bound.Rules.Any(rule => rule.Kind == FieldRuleKind.ForbiddenWhenIs
            && rule.Other == nameof(config.Objective) && config.Objective.Equals(rule.Value));
        return isForbidden || given.ContainsKey(bound.Key) ? config : config with { RatioUpperBound = TrainDefaults.RatioUpperBound };
    }

    private static PolicyGradientLossConfig Override(PolicyGradientLossConfig config, Dictionary<string, string> given)
    {
        var settings = JsonNode.Parse(config.ToJson())!.AsObject();
        foreach (var (key, text) in given)
            settings[key] = ToJson(text);
        try
        {
            return PolicyGradientLossConfig.FromJson(settings.ToJsonString());
        }
        catch (LossConfigException error)
        {
            throw new UsageException(string.Join("; ", error.Violations.Select(violation =>
                $"{(given.ContainsKey(violation.Key) ? OptionName(violation.Key) : violation.Key)} {violation.Problem}")), error);
        }
    }

    private static PolicyGradientLossConfig Read(string file, string? section)
    {
        if (!File.Exists(file))
            throw new UsageException($"{file}: file not found");
        try
        {
            return PolicyGradientLossConfig.FromFile(file, section);
        }
        catch (ArgumentException error) when (error.ParamName == "path")
        {
            throw new UsageException($"{file}: has an unsupported extension; expected .json, .yaml or .yml", error);
        }
    }

    private static JsonNode? ToJson(string text) =>
        text == "null" ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
        : text;

    private static Option<string?> Create(ConfigField field, JsonNode schema)
    {
        string[] names = [.. (schema["enum"] as JsonArray ?? []).OfType<JsonNode>().Select(name => name.GetValue<string>())];
        var legal = names.Length > 0 ? $"one of {string.Join(", ", names)}" : $"{field.Range}";
        return new Option<string?>(OptionName(field.Key))
        {
            Description = $"GRPO: {field.Description} Legal: {legal}.",
            HelpName = names.Length > 0 ? "NAME" : "X",
        };
    }

    private static string OptionName(string key) => $"--{key.Replace('_', '-')}";
}
