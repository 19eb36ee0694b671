using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>What a rule between two settings demands. The setting that the rule is declared on is its owner.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum FieldRuleKind
{
    /// <summary>If the owner is set, the other setting must be set.</summary>
    Requires,

    /// <summary>The owner and the other setting must not both be set.</summary>
    ConflictsWith,

    /// <summary>If the other setting has the rule's value, the owner must be set.</summary>
    RequiredWhenIs,

    /// <summary>
    /// If the other setting has any other value than the rule's, the owner must be set. Null does not count as a value.
    /// </summary>
    RequiredWhenIsNot,

    /// <summary>If the other setting has the rule's value, the owner must not be set.</summary>
    ForbiddenWhenIs,

    /// <summary>
    /// If the other setting has any other value than the rule's, the owner must not be set. Null does not count as a value.
    /// </summary>
    ForbiddenWhenIsNot,

    /// <summary>The owner, a number, must not be greater than the other setting.</summary>
    AtMost,
}
