namespace LossDsl.Analyzers.Keys;

/// <summary>Distinguishes a misspelt key from an additional key.</summary>
internal static class KeySpelling
{
    // If extra keys are legal, only a name within the distance of a single typo is reported.
    private const int MaxTypoDistance = 2;

    /// <summary>The declared key that an unknown key was probably meant to be; null if none is similar enough.</summary>
    /// <param name="key">The unknown key.</param>
    /// <param name="dataDict">The data dict.</param>
    /// <param name="given">Keys that the batch already has, so that they cannot be meant.</param>
    public static string? FindIntendedKey(string key, DataDictKeys dataDict, ICollection<string> given) => NearestName.Find(
        key,
        dataDict.Keys.Where(known => !given.Contains(known) && !DifferInDigitsOnly(key, known)),
        dataDict.HasExtra ? MaxTypoDistance : int.MaxValue);

    // "reward_2" beside "reward_1" is the next of a series, not a typo.
    private static bool DifferInDigitsOnly(string key, string known) => WithoutDigits(key) == WithoutDigits(known);

    private static string WithoutDigits(string key) => string.Concat(key.Where(character => !char.IsDigit(character)));
}
