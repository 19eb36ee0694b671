namespace LossDsl.Hostile.Tests.Draws;

/// <summary>What the numbers of a tensor mean, which is what ordinary ones look like.</summary>
internal enum Role
{
    /// <summary>Token ids.</summary>
    Ids,

    /// <summary>A mask.</summary>
    Mask,

    /// <summary>Any real number.</summary>
    Real,
}
