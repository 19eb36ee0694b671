namespace LossDsl.Hostile.Tests.Draws;

/// <summary>What a loss is given as a count of the step.</summary>
internal enum Count
{
    /// <summary>The count of the batch.</summary>
    Own,

    /// <summary>More: that of a step with other microbatches.</summary>
    More,

    /// <summary>The count in a tensor of shape <c>[1]</c>.</summary>
    OwnInOneElement,

    /// <summary>The count rounded to int64.</summary>
    Integer,

    /// <summary>Less than the batch has.</summary>
    Less,

    /// <summary>Nothing.</summary>
    Null,

    /// <summary>Two numbers.</summary>
    TwoElements,

    /// <summary>A tensor that has been disposed.</summary>
    Disposed,

    /// <summary>NaN.</summary>
    NaN,
}
