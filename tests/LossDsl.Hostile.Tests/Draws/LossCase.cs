using System.Text;

namespace LossDsl.Hostile.Tests.Draws;

/// <summary>The description of a call of a loss, as plain data that always builds the same call.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Sizes">The lengths of the dimensions.</param>
/// <param name="Fields">The tensors of the batch.</param>
/// <param name="Output">The model's output.</param>
internal sealed record LossCase(LossKind Loss, Sizes Sizes, TensorCase[] Fields, TensorCase Output)
{
    /// <summary>The config of <see cref="LossKind.ClippedPG"/>.</summary>
    public ClippedPGLossConfig Policy { get; init; } = OrdinaryConfigs.Policy;

    /// <summary>The config of <see cref="LossKind.PolicyGradient"/>.</summary>
    public PolicyGradientLossConfig General { get; init; } = OrdinaryConfigs.General;

    /// <summary>The config of <see cref="LossKind.Dpo"/>.</summary>
    public DPOLossConfig Dpo { get; init; } = OrdinaryConfigs.Dpo;

    /// <summary>The packed sequences; null if the output has one row per sequence.</summary>
    public PackCase? Pack { get; init; }

    /// <summary>The count of valid sequences.</summary>
    public Count Sequences { get; init; }

    /// <summary>The count of valid tokens.</summary>
    public Count Tokens { get; init; }

    /// <summary>Whether the batch has undeclared keys.</summary>
    public bool HasExtra { get; init; }

    /// <summary>Whether the batch is passed as a dictionary instead of the record.</summary>
    public bool IsUntyped { get; init; } = true;

    /// <summary>Whether the output is log-probabilities.</summary>
    public bool IsOfLogprobs => Output.Key == "next_token_logprobs";

    /// <summary>Whether rows come in pairs.</summary>
    public bool HasPairs => Loss is LossKind.Preference or LossKind.Dpo;

    /// <summary>All tensors.</summary>
    public IEnumerable<TensorCase> All => [.. Fields, Output];

    /// <summary>Whether the loss is <see cref="ClippedPGLossFn"/>.</summary>
    public bool IsClippedPG => Loss is LossKind.ClippedPG or LossKind.ClippedPGByOperators;

    /// <summary>
    /// The config in terms of <see cref="PolicyGradientLoss"/>, whose formula then gives the expected results; null for other losses
    /// and for settings of <see cref="ClippedPGLossFn"/> that have a formula of their own here.
    /// </summary>
    public PolicyGradientLossConfig? AsGeneral => Loss == LossKind.PolicyGradient ? General : IsClippedPG ? GeneralSettings.Convert(Policy) : null;

    /// <summary>Whether the loss is computed in float64: if all floating-point tensors that it reads are float64.</summary>
    public bool IsWide => All.All(tensor =>
        tensor.Role != Role.Real || tensor.DType == float64 || (tensor.IsOptional && AsGeneral is null));

    /// <summary>A tensor of the batch by its key.</summary>
    public TensorCase this[string key] => Fields.First(field => field.Key == key);

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder($"\n{Loss} {Sizes}\n");
        if (IsClippedPG)
            text.Append($"  {Policy}\n");
        if (Loss == LossKind.PolicyGradient)
            text.Append($"  {General}\n");
        if (Loss == LossKind.Dpo)
            text.Append($"  {Dpo}\n");
        if (Pack is not null)
            text.Append($"  {Pack}\n");
        text.Append($"  sequences {Sequences}, tokens {Tokens}{(HasExtra ? ", extra keys" : "")}{(IsUntyped ? "" : ", as the record")}\n");
        foreach (var tensor in All)
            text.Append($"  {tensor}\n    = {Numbers(tensor)}\n");
        return text.ToString();
    }

    private string Numbers(TensorCase draw)
    {
        using var scope = NewDisposeScope();
        var built = BuiltTensor.Build(draw, Sizes);
        return $"[{string.Join(", ", built.Lengths)}] {string.Join(' ', built.Numbers.Select(number => number.ToString("R")))}";
    }
}
