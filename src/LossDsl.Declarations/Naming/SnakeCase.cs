using System.Text;

namespace LossDsl;

/// <summary>Converts the name of a C# member to the key of a batch, a config file or a metric.</summary>
internal static class SnakeCase
{
    /// <summary><c>PrevLogprobs</c> becomes <c>prev_logprobs</c>, <c>LRDecay</c> becomes <c>lr_decay</c>.</summary>
    public static string From(string name)
    {
        var key = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (StartsWord(name, i))
                key.Append('_');
            key.Append(char.ToLowerInvariant(name[i]));
        }

        return key.ToString();
    }

    // A word starts at an upper-case letter after a lower-case letter or a digit, and at the last letter of a run of
    // upper-case letters
    // if a lower-case letter follows.
    private static bool StartsWord(string name, int i)
    {
        if (i == 0 || !char.IsUpper(name[i]) || name[i - 1] == '_')
            return false;
        return !char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]));
    }
}
