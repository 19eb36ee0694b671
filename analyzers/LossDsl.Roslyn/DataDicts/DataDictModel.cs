using LossDsl.Roslyn.Declarations;

namespace LossDsl.Roslyn.DataDicts;

/// <summary>The generator's model of a data dict.</summary>
/// <param name="Declaration">The record.</param>
/// <param name="DeclarationError">Why the generated members throw; null if the declaration is valid.</param>
/// <param name="Tensors">The tensors, those of base records first.</param>
/// <param name="Extra">The name of the <c>[Extra]</c> property, which receives undeclared entries of a batch; null if there is
/// none.</param>
/// <param name="HidesView">Whether a base record has a next-token view, which the generated one hides.</param>
/// <param name="BaseConfigs">The config types that base records are bound with.</param>
internal sealed record DataDictModel(
    Declaration Declaration,
    DeclarationError? DeclarationError,
    EquatableArray<TensorModel> Tensors,
    string? Extra,
    bool HidesView,
    EquatableArray<string> BaseConfigs) : IDeclarationModel
{
    /// <summary>The tensors that are part of the next-token view.</summary>
    public IEnumerable<TensorModel> AlignedTensors => Tensors.Where(tensor => tensor.IsAligned);

    /// <summary>The dimensions of rows and tokens.</summary>
    public BatchAxes Axes => new(Tensors.Select(tensor => tensor.Shape), [.. Tensors.Select(tensor => tensor.IsAligned)]);
}

/// <summary>The generator's model of a tensor of a data dict.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Key">The key in a batch.</param>
/// <param name="Shape">The declared shape.</param>
/// <param name="DType">The accepted element types: the name of a <c>DType</c> member.</param>
/// <param name="Alignment">Which token an entry describes: the name of a <c>TokenAlignment</c> member.</param>
/// <param name="UpperBound">The dimension that all values must be below; null for no bound.</param>
/// <param name="IsOptional">Whether a batch may lack the tensor.</param>
/// <param name="Condition">When an optional tensor is required after all; null for never.</param>
/// <param name="IsPublic">Whether the property is public.</param>
/// <param name="Summary">The summary of the property's documentation; null if there is none.</param>
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
    /// <summary>Whether the tensor is part of the next-token view.</summary>
    public bool IsAligned => Alignment != "None";
}

/// <summary>The condition under which a setting makes a tensor required.</summary>
/// <param name="Config">The config type as C# source.</param>
/// <param name="Access">The accessibility of the config type as C# source.</param>
/// <param name="Setting">The property name of the setting.</param>
/// <param name="Key">The setting's key in config files.</param>
/// <param name="Is">True if the tensor is required when the setting equals the value; false if it is required when the setting
/// differs.</param>
/// <param name="Value">The value as C# source.</param>
internal sealed record ConditionModel(string Config, string Access, string Setting, string Key, bool Is, string Value);
