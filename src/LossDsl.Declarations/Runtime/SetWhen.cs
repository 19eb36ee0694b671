using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>When a setting counts as set in the rules between settings.</summary>
/// <remarks>
/// A <c>bool</c> or <c>bool?</c> is set if it is true. Any other nullable type is set if it is not null. Otherwise a number is set
/// if it is not 0, a string if it is not empty, and an enum always. Only the value counts, not whether a file has the key: a
/// default counts like a given value.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum SetWhen
{
    /// <summary>Set if true: <c>bool</c>, <c>bool?</c>.</summary>
    True,

    /// <summary>Set if not null, even if 0 or empty: all other nullable types.</summary>
    NotNull,

    /// <summary>Set if not 0: numbers that cannot be null.</summary>
    NotZero,

    /// <summary>Set if not empty: strings that cannot be null.</summary>
    NotEmpty,

    /// <summary>Always set: enums that cannot be null.</summary>
    Always,
}
