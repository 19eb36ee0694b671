namespace LossDsl.Hostile.Tests.Draws;

/// <summary>The meaning of a tensor's numbers, which determines the ordinary ones.</summary>
internal enum Role
{
    /// <summary>Token ids.</summary>
    Ids,

    /// <summary>A mask.</summary>
    Mask,

    /// <summary>Any real number.</summary>
    Real,
}
