namespace LossDsl.Hostile.Tests.Draws;

/// <summary>The fault of cumulative lengths.</summary>
internal enum PackFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>They do not start at 0.</summary>
    NotFrom0,

    /// <summary>They decrease.</summary>
    Decreasing,

    /// <summary>There is one sequence more than the batch has rows.</summary>
    OneMore,

    /// <summary>They are not integers.</summary>
    Floats,

    /// <summary>They have two dimensions.</summary>
    TwoDimensions,

    /// <summary>A sequence has more tokens than a row.</summary>
    TooLong,

    /// <summary>A sequence has more tokens than the row has positions.</summary>
    NoRoom,

    /// <summary>The tensor has been disposed.</summary>
    Disposed,
}
