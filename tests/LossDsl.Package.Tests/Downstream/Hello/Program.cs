using TorchSharp;

System.Console.WriteLine($"hello {torch.ones(2).sum().item<float>()}");
