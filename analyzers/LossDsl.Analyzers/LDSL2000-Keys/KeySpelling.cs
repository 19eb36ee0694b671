namespace LossDsl.Analyzers.Keys;

/// <summary>Tells a key that is misspelt from one that a contract does not know.</summary>
internal static class KeySpelling
{
    // Where extra keys are legal, only what one slip of the fingers explains is surely a mistake.
    private const int MaxTypoDistance = 2;

    /// <summary>The key that was meant by one that a contract does not know; null where none is near enough.</summary>
    /// <param name="key">The unknown key.</param>
    /// <param name="contract">The contract.</param>
    /// <param name="given">The keys that cannot be meant: the batch has them.</param>
    public static string? FindIntendedKey(string key, DataDictContract contract, ICollection<string> given) => NearestName.Find(
        key,
        contract.Keys.Where(known => !given.Contains(known) && !DifferInDigitsOnly(key, known)),
        contract.HasExtra ? MaxTypoDistance : int.MaxValue);

    // "reward_2" beside "reward_1" is the next of a series, not a slip.
    private static bool DifferInDigitsOnly(string key, string known) => WithoutDigits(key) == WithoutDigits(known);

    private static string WithoutDigits(string key) => string.Concat(key.Where(character => !char.IsDigit(character)));
}
