using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>A rule between two settings. The setting that it is declared on is its owner.</summary>
/// <param name="Kind">What the rule demands.</param>
/// <param name="Other">The C# name of the other setting.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record FieldRule(FieldRuleKind Kind, string Other)
{
    /// <summary>The value that the other setting is compared with; null if the kind of rule has none.</summary>
    public object? Value { get; init; }

    /// <summary>The violation of two values, as a phrase that follows the owner's name; null if there is none.</summary>
    internal string? Validate(Setting owner, Setting other) => Kind switch
    {
        FieldRuleKind.Requires when owner.IsSet && !other.IsSet =>
            $"is {owner.DisplayText}; that requires {other.Name} {other.To}, but it is {other.DisplayText}",
        FieldRuleKind.ConflictsWith when owner.IsSet && other.IsSet =>
            $"is {owner.DisplayText}; that conflicts with {other.Name}, which is {other.DisplayText}",
        FieldRuleKind.RequiredWhenIs when !owner.IsSet && ValueComparer.AreEqual(other.Value, Value) =>
            $"is {owner.DisplayText}; it {owner.Must} when {other.Name} is {other.DisplayText}",
        FieldRuleKind.RequiredWhenIsNot when !owner.IsSet && other.Value is not null && !ValueComparer.AreEqual(other.Value, Value) =>
            $"is {owner.DisplayText}; it {owner.Must} when {other.Name} is not {ValueFormatter.Format(Value)}, "
            + $"and that is {other.DisplayText}",
        FieldRuleKind.ForbiddenWhenIs when owner.IsSet && ValueComparer.AreEqual(other.Value, Value) =>
            $"is {owner.DisplayText}; it {owner.MustNot} when {other.Name} is {other.DisplayText}",
        FieldRuleKind.ForbiddenWhenIsNot when owner.IsSet && other.Value is not null && !ValueComparer.AreEqual(other.Value, Value) =>
            $"is {owner.DisplayText}; it {owner.MustNot} when {other.Name} is not {ValueFormatter.Format(Value)}, "
            + $"and that is {other.DisplayText}",
        FieldRuleKind.AtMost when ValueComparer.IsGreater(owner.Value, other.Value) =>
            $"is {owner.DisplayText}; it must be at most {other.Name}, which is {other.DisplayText}",
        _ => null,
    };

    /// <summary>Whether the kind of rule compares the other setting with a value.</summary>
    internal bool HasValue => Kind is not (FieldRuleKind.Requires or FieldRuleKind.ConflictsWith or FieldRuleKind.AtMost);
}
