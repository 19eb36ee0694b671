namespace LossDsl.Hostile.Tests.Draws;

/// <summary>The kind of count that a loss gets.</summary>
internal enum Count
{
    /// <summary>The count of the batch.</summary>
    Own,

    /// <summary>More, as in a step with other microbatches.</summary>
    More,

    /// <summary>The count of the batch in a tensor of shape <c>[1]</c>.</summary>
    OwnInOneElement,

    /// <summary>The count of the batch, rounded to int64.</summary>
    Integer,

    /// <summary>Less than the count of the batch.</summary>
    Less,

    /// <summary>Null.</summary>
    Null,

    /// <summary>Two numbers.</summary>
    TwoElements,

    /// <summary>A tensor that has been disposed.</summary>
    Disposed,

    /// <summary>NaN.</summary>
    NaN,
}
