"""Takes one bill at a lane of the till: python3 join_a_register.py LANE AMOUNT KEY

Any Python from 3.8 on, and nothing else. docs/api.md says why each step is there.
"""
import json
import os
import sys
import time
import urllib.error
import urllib.request

TILL = os.environ.get("TILL", "http://127.0.0.1:8080")
ENDS = ["paid", "declined", "cancelled", "notSent", "expired", "withdrawn"]
lane, amount, key = sys.argv[1:4]


def ask(method, path, body=None):
    """Asks until somebody has answered. With a key it is done once, however often it is sent."""
    headers = {"Content-Type": "application/json", "Idempotency-Key": f'"{key}"'}
    if "TOKEN" in os.environ:
        headers["Authorization"] = "Bearer " + os.environ["TOKEN"]
    data = None if body is None else json.dumps(body).encode()
    for tries in range(60):
        try:
            request = urllib.request.Request(f"{TILL}/api/v1{path}", data, headers, method=method)
            with urllib.request.urlopen(request, timeout=70) as response:
                return json.load(response)
        except urllib.error.HTTPError as refused:
            problem = json.load(refused)
            if refused.code < 500 and refused.code != 429 and problem["code"] != "keyBusy":
                sys.exit(f"{problem['code']}: {problem['detail']}")
        except (OSError, ValueError):
            pass
        time.sleep(1)
    sys.exit("The till does not answer. The bill may be paid: ask again with the same key.")


sale = ask("POST", f"/lanes/{lane}/charge", {"amount": amount, "reference": key})["sale"]
print(f"{sale['amount']} {sale['currency']} is on lane {lane}: scan the customer's code.", flush=True)
while sale["state"] not in ENDS:
    sale = ask("GET", f"/sales/{sale['saleId']}?waitSeconds=30")["sale"]
print(sale["state"].upper())
sys.exit(0 if sale["state"] == "paid" else 1)
