namespace LossDsl.Analyzers;

/// <summary>The address of a rule's documentation page: <c>{Root}LDSL1001.md</c>.</summary>
internal static class HelpLink
{
    public const string Root = "https://github.com/lossdsl/lossdsl/blob/main/docs/rules/";
}
