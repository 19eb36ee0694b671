using LossDsl.Roslyn.Declarations;

namespace LossDsl.Roslyn.DataDicts;

/// <summary>A data dict, as far as its generated source depends on it.</summary>
/// <param name="Declaration">The record.</param>
/// <param name="DeclarationError">Why its members can only throw; null where the declaration is sound.</param>
/// <param name="Tensors">Its tensors, those of base records first.</param>
/// <param name="Extra">The property that receives the rest of a batch, if any.</param>
/// <param name="HidesView">Whether a base record has a next-token view, too.</param>
/// <param name="BaseConfigs">The configurations that a base record is bound with, too.</param>
internal sealed record DataDictModel(
    Declaration Declaration,
    DeclarationError? DeclarationError,
    EquatableArray<TensorModel> Tensors,
    string? Extra,
    bool HidesView,
    EquatableArray<string> BaseConfigs) : IDeclarationModel
{
    /// <summary>The tensors that have a next-token view.</summary>
    public IEnumerable<TensorModel> AlignedTensors => Tensors.Where(tensor => tensor.IsAligned);

    /// <summary>The axes of rows and tokens.</summary>
    public BatchAxes Axes => new(Tensors.Select(tensor => tensor.Shape), [.. Tensors.Select(tensor => tensor.IsAligned)]);
}

/// <summary>A tensor of a data dict.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Key">The key in a batch.</param>
/// <param name="Shape">The declared dimensions.</param>
/// <param name="DType">The name of the accepted class of element types.</param>
/// <param name="Alignment">Which token its entries describe, by name.</param>
/// <param name="UpperBound">The dimension that its values are below, if any.</param>
/// <param name="Optional">Whether a batch may lack it.</param>
/// <param name="Condition">When it may not, although it is optional.</param>
/// <param name="IsPublic">Whether everybody sees the property.</param>
/// <param name="Summary">The summary of the property's documentation, if it has one.</param>
internal sealed record TensorModel(
    string Name,
    string Key,
    string Shape,
    string DType,
    string Alignment,
    string? UpperBound,
    bool IsOptional,
    ConditionModel? Condition,
    bool IsPublic,
    string? Summary)
{
    /// <summary>Whether it has a next-token view.</summary>
    public bool IsAligned => Alignment != "None";
}

/// <summary>When a setting requires a tensor.</summary>
/// <param name="Config">The type of the configuration, as code names it.</param>
/// <param name="Access">Who may see that type.</param>
/// <param name="Setting">The setting's name.</param>
/// <param name="Key">Its key in a config file.</param>
/// <param name="Is">Whether the value requires the tensor; else any other one does.</param>
/// <param name="Value">The value as a literal.</param>
internal sealed record ConditionModel(string Config, string Access, string Setting, string Key, bool Is, string Value);
