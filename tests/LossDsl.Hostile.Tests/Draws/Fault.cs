namespace LossDsl.Hostile.Tests.Draws;

/// <summary>What is wrong with one tensor.</summary>
internal enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>One dimension is longer by one.</summary>
    Longer,

    /// <summary>One dimension is shorter by one.</summary>
    Shorter,

    /// <summary>One dimension has length 1, as if it were to broadcast.</summary>
    One,

    /// <summary>A last dimension of 1 too many.</summary>
    ExtraLast,

    /// <summary>A first dimension of 1 too many.</summary>
    ExtraFirst,

    /// <summary>The last dimension is not there.</summary>
    NoLast,

    /// <summary>No dimensions at all.</summary>
    Scalar,

    /// <summary>The key is not there.</summary>
    Missing,

    /// <summary>The key is misspelt.</summary>
    Misspelt,

    /// <summary>The value is null.</summary>
    Null,

    /// <summary>The value is not a tensor.</summary>
    NotATensor,

    /// <summary>The tensor has been disposed.</summary>
    Disposed,

    /// <summary>The tensor is on another device.</summary>
    Meta,
}
