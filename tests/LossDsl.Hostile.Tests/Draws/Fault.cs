namespace LossDsl.Hostile.Tests.Draws;

/// <summary>The fault of a tensor.</summary>
internal enum Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A dimension is too long by one.</summary>
    Longer,

    /// <summary>A dimension is too short by one.</summary>
    Shorter,

    /// <summary>A dimension has length 1, which would broadcast.</summary>
    One,

    /// <summary>There is an additional last dimension of length 1.</summary>
    ExtraLast,

    /// <summary>There is an additional first dimension of length 1.</summary>
    ExtraFirst,

    /// <summary>The last dimension is missing.</summary>
    NoLast,

    /// <summary>The tensor is a scalar.</summary>
    Scalar,

    /// <summary>The key is missing.</summary>
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
