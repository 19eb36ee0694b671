namespace LossDsl.Analyzers;

/// <summary>What rules are about; the thousands of their ids.</summary>
internal static class Category
{
    public const string Declarations = "LossDsl.Declarations";
    public const string Keys = "LossDsl.Keys";
    public const string Configs = "LossDsl.Configs";
    public const string ConfigFiles = "LossDsl.ConfigFiles";
    public const string Tensors = "LossDsl.Tensors";
}
