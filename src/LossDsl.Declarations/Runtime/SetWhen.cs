using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>What it means for a setting to be set, as the rules between settings see it.</summary>
/// <remarks>
/// Set means: true, for a <c>bool</c> or <c>bool?</c>; not null, for every other type that can be null; otherwise other
/// than 0 for a number, not empty for a text, and always for an enum. It is the value that counts, not whether a file
/// has the key: a default counts like a value that is given.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum SetWhen
{
    /// <summary>Set where it is true: <c>bool</c>, <c>bool?</c>.</summary>
    True,

    /// <summary>Set where it is not null, even if it is 0 or empty: whatever else can be null.</summary>
    NotNull,

    /// <summary>Set where it is not 0: numbers that cannot be null.</summary>
    NotZero,

    /// <summary>Set where it is not empty: a text that cannot be null.</summary>
    NotEmpty,

    /// <summary>Set always: an enum that cannot be null.</summary>
    Always,
}
