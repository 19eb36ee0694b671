namespace LossDsl.Analyzers;

/// <summary>Where the pages of the rules lie: <c>{Root}LDSL1001.md</c>.</summary>
internal static class HelpLink
{
    public const string Root = "https://github.com/lossdsl/lossdsl/blob/main/docs/rules/";
}
