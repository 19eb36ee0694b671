using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>What a rule between two settings demands. The setting that carries the rule is its owner.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum FieldRuleKind
{
    /// <summary>Where the owner is set, the other one must be set.</summary>
    Requires,

    /// <summary>The owner and the other one must not both be set.</summary>
    ConflictsWith,

    /// <summary>The owner must be set where the other one has the value of the rule.</summary>
    RequiredWhenIs,

    /// <summary>The owner must be set where the other one has any but the value of the rule; null is no value.</summary>
    RequiredWhenIsNot,

    /// <summary>The owner must not be set where the other one has the value of the rule.</summary>
    ForbiddenWhenIs,

    /// <summary>The owner must not be set where the other one has any but the value of the rule; null is no value.</summary>
    ForbiddenWhenIsNot,
}
